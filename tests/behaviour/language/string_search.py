# find, index, count, in, startswith and endswith
s = 'banana'
print(s.find('an'), s.find('an', 2), s.rfind('an'), s.find('x'), s.index('n'), s.rindex('a'), s.count('a'), s.count('an'), s.count(''), s.find(''), s.find('', 10))
print('nan' in s, '' in s, 'x' not in s, s.startswith('ba'), s.startswith('an', 1), s.endswith(('x', 'na')), s.startswith(''), s.endswith('ban', 0, 3))
for f in (lambda: s.index('x'), lambda: s.rindex('x'), lambda: 1 in s, lambda: s.startswith(1), lambda: s.find(1)):
    try:
        f()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

#> 1 3 3 -1 2 5 3 2 7 0 -1
#> True True True True True True True True
#> ValueError substring not found
#> ValueError substring not found
#> TypeError 'in <string>' requires string as left operand, not int
#> TypeError startswith first arg must be str or a tuple of str, not int
#> TypeError find() argument 1 must be str, not int
#= ok
