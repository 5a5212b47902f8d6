# the messages of common mistakes
cases = [lambda: 1 + 'a', lambda: 'a' + 1, lambda: [1] + 'a', lambda: None + 1, lambda: 1 + None, lambda: {} + 1, lambda: 'a' - 1, lambda: -[], lambda: ~1.5, lambda: not_defined, lambda: 5 in 5, lambda: 5 @ 5, lambda: 1 // 'a', lambda: 2 ** 'a', lambda: [] * [], lambda: 1 & 1.5, lambda: +'a', lambda: 'a' % 1 % 2, lambda: print - 1, lambda: len + len, lambda: (1).real.foo, lambda: 1 < (lambda: 0), lambda: {1: 2}[1][0], lambda: 'abc'.join, lambda: [1, 2, 3]['a':], lambda: (yield_ := 1)(), lambda: 'a' * 1.0, lambda: int + 1, lambda: 3 % 'a']
for c in cases:
    try:
        print('value', type(c()).__name__)
    except Exception as e:
        print(type(e).__name__ + ':', e)

#> TypeError: unsupported operand type(s) for +: 'int' and 'str'
#> TypeError: can only concatenate str (not "int") to str
#> TypeError: can only concatenate list (not "str") to list
#> TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'
#> TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
#> TypeError: unsupported operand type(s) for +: 'dict' and 'int'
#> TypeError: unsupported operand type(s) for -: 'str' and 'int'
#> TypeError: bad operand type for unary -: 'list'
#> TypeError: bad operand type for unary ~: 'float'
#> NameError: name 'not_defined' is not defined
#> TypeError: argument of type 'int' is not iterable
#> TypeError: unsupported operand type(s) for @: 'int' and 'int'
#> TypeError: unsupported operand type(s) for //: 'int' and 'str'
#> TypeError: unsupported operand type(s) for ** or pow(): 'int' and 'str'
#> TypeError: can't multiply sequence by non-int of type 'list'
#> TypeError: unsupported operand type(s) for &: 'int' and 'float'
#> TypeError: bad operand type for unary +: 'str'
#> TypeError: not all arguments converted during string formatting
#> TypeError: unsupported operand type(s) for -: 'builtin_function_or_method' and 'int'
#> TypeError: unsupported operand type(s) for +: 'builtin_function_or_method' and 'builtin_function_or_method'
#> AttributeError: 'int' object has no attribute 'foo'
#> TypeError: '<' not supported between instances of 'int' and 'function'
#> TypeError: 'int' object is not subscriptable
#> value builtin_function_or_method
#> TypeError: slice indices must be integers or None or have an __index__ method
#> TypeError: 'int' object is not callable
#> TypeError: can't multiply sequence by non-int of type 'float'
#> TypeError: unsupported operand type(s) for +: 'type' and 'int'
#> TypeError: unsupported operand type(s) for %: 'int' and 'str'
#= ok
