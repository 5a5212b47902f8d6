# what builtins say of wrong arguments
for call in (lambda: len(), lambda: len(1, 2), lambda: len(5), lambda: abs('a'), lambda: ord('ab'), lambda: ord(5), lambda: chr(-1), lambda: chr('a'), lambda: sum(5), lambda: sum(['a']), lambda: max(), lambda: max([]), lambda: min([]),
             lambda: sorted(5), lambda: iter(5), lambda: next(5), lambda: range(), lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: round('a'), lambda: list(5), lambda: tuple(5), lambda: dict(1), lambda: int([]), lambda: str(1, 2, 3, 4),
             lambda: zip(5), lambda: map(len), lambda: enumerate(), lambda: reversed(5), lambda: hash([]), lambda: getattr(1, 'x'), lambda: setattr(1, 'x', 2), lambda: print(1, foo=2), lambda: pow(2), lambda: divmod(1), lambda: all(5), lambda: any(None), lambda: sum([[1]], 0), lambda: chr(1114112), lambda: max(1), lambda: max([], key=len)):
    try:
        call()
        print('no error')
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__ + ':', e)

#> TypeError: len() takes exactly one argument (0 given)
#> TypeError: len() takes exactly one argument (2 given)
#> TypeError: object of type 'int' has no len()
#> TypeError: bad operand type for abs(): 'str'
#> TypeError: ord() expected a character, but string of length 2 found
#> TypeError: ord() expected string of length 1, but int found
#> ValueError: chr() arg not in range(0x110000)
#> TypeError: 'str' object cannot be interpreted as an integer
#> TypeError: 'int' object is not iterable
#> TypeError: unsupported operand type(s) for +: 'int' and 'str'
#> TypeError: max expected at least 1 argument, got 0
#> ValueError: max() iterable argument is empty
#> ValueError: min() iterable argument is empty
#> TypeError: 'int' object is not iterable
#> TypeError: 'int' object is not iterable
#> TypeError: 'int' object is not an iterator
#> TypeError: range expected at least 1 argument, got 0
#> TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
#> TypeError: issubclass() arg 1 must be a class
#> TypeError: type str doesn't define __round__ method
#> TypeError: 'int' object is not iterable
#> TypeError: 'int' object is not iterable
#> TypeError: 'int' object is not iterable
#> TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
#> TypeError: str expected at most 3 arguments, got 4
#> TypeError: 'int' object is not iterable
#> TypeError: map() must have at least two arguments.
#> TypeError: enumerate() missing required argument 'iterable'
#> TypeError: 'int' object is not reversible
#> TypeError: unhashable type: 'list'
#> AttributeError: 'int' object has no attribute 'x'
#> AttributeError: 'int' object has no attribute 'x' and no __dict__ for setting new attributes
#> TypeError: print() got an unexpected keyword argument 'foo'
#> TypeError: pow() missing required argument 'exp' (pos 2)
#> TypeError: divmod expected 2 arguments, got 1
#> TypeError: 'int' object is not iterable
#> TypeError: 'NoneType' object is not iterable
#> TypeError: unsupported operand type(s) for +: 'int' and 'list'
#> ValueError: chr() arg not in range(0x110000)
#> TypeError: 'int' object is not iterable
#> ValueError: max() iterable argument is empty
#= ok
