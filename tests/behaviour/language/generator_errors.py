# running twice and raising inside
def me():
    yield next(it)
it = me()
try:
    next(it)
except ValueError as e:
    print(e)
def boom():
    yield 1
    raise KeyError('inside')
it = boom()
print(next(it))
try:
    next(it)
except KeyError as e:
    print(repr(e))
print(next(it, 'finished'))
g = (1 / n for n in [1, 0, 2])
print(next(g))
try:
    next(g)
except ZeroDivisionError as e:
    print(e)
print(list(g))

#> generator already executing
#> 1
#> KeyError('inside')
#> finished
#> 1.0
#> division by zero
#> []
#= ok
