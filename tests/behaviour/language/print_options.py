# sep, end, flush and nothing at all
print()
print('a', 'b', sep='-')
print('no newline', end='')
print(' | continued', end='!\n')
print(1, 2, sep='', end='\n\n')
print('x', 'y', sep='\n')
print(*[1, 2], *'ab', sep=', ', flush=True)
print('a\nb\n', end='')
print(None, True, 1.0, [], sep=None, end=None)
print('', end='')
for bad in ({'sep': 1}, {'end': 2}):
    try:
        print('x', **bad)
    except TypeError as e:
        print(e)

#>
#> a-b
#> no newline | continued!
#> 12
#>
#> x
#> y
#> 1, 2, a, b
#> a
#> b
#> None True 1.0 []
#> sep must be None or a string, not int
#> end must be None or a string, not int
#= ok
