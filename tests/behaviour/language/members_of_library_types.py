# members of the library's types that a course meets now and then
import inspect
import io
import logging
import string
import threading
import time
from statistics import LinearRegression, NormalDist, StatisticsError, linear_regression

scores = NormalDist(100, 15)
print(scores.inv_cdf(0.9), scores.inv_cdf(1e-9), scores.inv_cdf(0.003), scores.quantiles())
print(scores.overlap(NormalDist(90, 10)), scores.overlap(NormalDist(90, 15)))
print(scores + 3, 3 - scores, scores * 2, scores / 2, -scores, +scores)
print(scores + scores, scores - scores, 2 * scores, 1 + scores)
print(scores == NormalDist(100, 15), hash(scores) == hash(NormalDist(100, 15)), scores == 100)
for wrong in (lambda: scores.inv_cdf(1), lambda: NormalDist(1, 0).zscore(2)):
    try:
        wrong()
    except StatisticsError as error:
        print(error)

line = linear_regression([1, 2, 3], [2, 4, 7])
print(line, line._asdict(), line._replace(slope=1))
match line:
    case LinearRegression(slope, intercept):
        print(f'{slope:.2f} {intercept:+.3f}')

moment = time.gmtime(0)
print(isinstance(moment, time.struct_time), moment.n_fields, moment.count(0), moment[:3])
match moment:
    case time.struct_time(tm_year=1970, tm_mon=month):
        print('month', month)

text = string.Template('$a ${b} $$ $a $1')
print(text.get_identifiers(), text.is_valid(), string.Template('$a $$').is_valid())


def greet(name: str, /, times=1, *, loud: bool = False) -> str:
    return name * times


signature = inspect.signature(greet)
print(signature.parameters['times'].replace(name='often', default=3))
print(signature.replace(return_annotation=int))
print(signature.replace(parameters=list(signature.parameters.values())[:1]))

data = bytearray(b'abca')
data.remove(97)
print(data)
try:
    data.remove(120)
except ValueError as error:
    print(error)

file = io.StringIO('one\ntwo\n')
print(file.encoding, file.errors, file.newlines, file.line_buffering)
lock = threading.Lock()
print(lock.acquire_lock(), lock.locked_lock(), lock.release_lock(), lock.locked())
adapter = logging.LoggerAdapter(logging.getLogger('course'), {'user': 'kim'})
print(adapter.getEffectiveLevel(), adapter.hasHandlers(), adapter.name, logging.Filter('ab').nlen)

#> 119.22327348316901 10.032894774884696 58.783279218325106 [89.88265374705878, 100.0, 110.11734625294122]
#> 0.6538769160102378 0.7388826803635273
#> NormalDist(mu=103.0, sigma=15.0) NormalDist(mu=-97.0, sigma=15.0) NormalDist(mu=200.0, sigma=30.0) NormalDist(mu=50.0, sigma=7.5) NormalDist(mu=-100.0, sigma=15.0) NormalDist(mu=100.0, sigma=15.0)
#> NormalDist(mu=200.0, sigma=21.213203435596427) NormalDist(mu=0.0, sigma=21.213203435596427) NormalDist(mu=200.0, sigma=30.0) NormalDist(mu=101.0, sigma=15.0)
#> True True False
#> p must be in the range 0.0 < p < 1.0
#> zscore() not defined when sigma is zero
#> LinearRegression(slope=2.5, intercept=-0.666666666666667) {'slope': 2.5, 'intercept': -0.666666666666667} LinearRegression(slope=1, intercept=-0.666666666666667)
#> 2.50 -0.667
#> True 11 4 (1970, 1, 1)
#> month 1
#> ['a', 'b'] False True
#> often=3
#> (name: str, /, times=1, *, loud: bool = False) -> int
#> (name: str, /) -> str
#> bytearray(b'bca')
#> value not found in bytearray
#> None None None False
#> True True None False
#> 30 False course 2
#= ok
