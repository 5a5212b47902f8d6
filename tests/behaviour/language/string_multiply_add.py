# text repeats and joins, and only with text
print('ab' * 3, 3 * 'ab', 'ab' * 0, 'ab' * -1, 'a' + 'b' + '')
for f in (lambda: 'a' + 1, lambda: 1 + 'a', lambda: 'a' * 'b', lambda: 'a' - 'b', lambda: 'a' * 1.5, lambda: -'a', lambda: 'a' / 2):
    try:
        f()
    except TypeError as error:
        print(error)

#> ababab ababab   ab
#> can only concatenate str (not "int") to str
#> unsupported operand type(s) for +: 'int' and 'str'
#> can't multiply sequence by non-int of type 'str'
#> unsupported operand type(s) for -: 'str' and 'str'
#> can't multiply sequence by non-int of type 'float'
#> bad operand type for unary -: 'str'
#> unsupported operand type(s) for /: 'str' and 'int'
#= ok
