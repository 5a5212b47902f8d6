# what sets refuse
for f in (lambda: {[]}, lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} + {2}, lambda: {1}[0], lambda: {1} | [2], lambda: set(5), lambda: {1}.add([]), lambda: {'a'}.remove('b'), lambda: frozenset().add(1)):
    try:
        f()
    except (TypeError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    s = {1}
    for x in s:
        s.add(x + 1)
except RuntimeError as error:
    print(error)

#> TypeError unhashable type: 'list'
#> KeyError 2
#> KeyError 'pop from an empty set'
#> TypeError unsupported operand type(s) for +: 'set' and 'set'
#> TypeError 'set' object is not subscriptable
#> TypeError unsupported operand type(s) for |: 'set' and 'list'
#> TypeError 'int' object is not iterable
#> TypeError unhashable type: 'list'
#> KeyError 'b'
#> AttributeError 'frozenset' object has no attribute 'add'
#> Set changed size during iteration
#= ok
