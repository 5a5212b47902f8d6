# missing and unhashable keys
d = {'a': 1}
for f in (lambda: d['z'], lambda: d[1], lambda: d.pop('z'), lambda: {}.popitem(), lambda: {[]: 1}, lambda: d[{}], lambda: {(1, []): 2}, lambda: dict([1]), lambda: dict(['abc']), lambda: d + d, lambda: dict(5), lambda: d[None], lambda: {set(): 1}):
    try:
        f()
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    del d['q']
except KeyError as error:
    print(repr(error), error.args)

#> KeyError 'z'
#> KeyError 1
#> KeyError 'z'
#> KeyError 'popitem(): dictionary is empty'
#> TypeError unhashable type: 'list'
#> TypeError unhashable type: 'dict'
#> TypeError unhashable type: 'list'
#> TypeError cannot convert dictionary update sequence element #0 to a sequence
#> ValueError dictionary update sequence element #0 has length 3; 2 is required
#> TypeError unsupported operand type(s) for +: 'dict' and 'dict'
#> TypeError 'int' object is not iterable
#> KeyError None
#> TypeError unhashable type: 'set'
#> KeyError('q') ('q',)
#= ok
