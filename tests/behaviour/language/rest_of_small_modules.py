# what of sys, os, time and random is seldom asked for
import sys, os, time, random, logging
print(sys.float_info.max, sys.float_info.epsilon, sys.maxunicode, sys.getdefaultencoding(), sys.int_info, sys.float_info, sys.is_finalizing(), sys.implementation.name)
os.environ['MODE'] = 'test'
print(os.environ['MODE'], os.getenv('MODE'), os.getenv('NOT_SET_AT_ALL'), os.environ.get('NOT_SET_AT_ALL', 'x'), 'MODE' in os.environ)
try: os.environ['A'] = 1
except TypeError as e: print(e)
try: os.environ['NOT_SET_AT_ALL']
except KeyError as e: print('KeyError', e)
j = os.path.join
print(j('a', 'b', 'c.txt'), j('a/', 'b'), j('a', '/b'), j('', 'x'), os.path.split('/a/b/c'), os.path.split('/a'), os.path.splitext('x/.y/f.tar.gz'), os.path.splitext('.rc'))
print(os.path.basename('a/b.py'), os.path.dirname('a/b.py'), os.path.normpath('a//b/../c/.'), os.path.normpath('/../x'), os.path.isabs('/x'), os.fspath('p'))
a, b = time.clock_gettime(time.CLOCK_MONOTONIC), time.clock_gettime_ns(time.CLOCK_MONOTONIC)
print(type(a).__name__, type(b).__name__, time.get_clock_info('monotonic'), time.get_clock_info('time').adjustable, time.clock_getres(time.CLOCK_REALTIME))
try: time.get_clock_info('sun')
except ValueError as e: print(e)
random.seed(5)
print([random.binomialvariate(10, 0.3) for _ in range(8)], [random.binomialvariate(1000, 0.4) for _ in range(8)], random.binomialvariate(50, 0.9), random.binomialvariate(3, 0.0), random.binomialvariate(3, 1.0), random.binomialvariate())
try: random.binomialvariate(-1)
except ValueError as e: print(e)
s = random.SystemRandom()
print(0 <= s.random() < 1, s.randint(3, 3), s.choice('a'), s.seed(4))
try: s.getstate()
except NotImplementedError as e: print(e)

#> 1.7976931348623157e+308 2.220446049250313e-16 1114111 utf-8 sys.int_info(bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640) sys.float_info(max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308, min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1) False cpython
#> test test None x True
#> str expected, not int
#> KeyError 'NOT_SET_AT_ALL'
#> a/b/c.txt a/b /b x ('/a/b', 'c') ('/', 'a') ('x/.y/f.tar', '.gz') ('.rc', '')
#> b.py a a/c /x True p
#> float int namespace(implementation='clock_gettime(CLOCK_MONOTONIC)', monotonic=True, adjustable=False, resolution=1e-09) True 1e-09
#> unknown clock
#> [6, 4, 3, 0, 3, 2, 2, 2] [402, 423, 394, 381, 391, 393, 416, 391] 47 0 3 0
#> n must be non-negative
#> True 3 a None
#> System entropy source does not have state.
#= ok
