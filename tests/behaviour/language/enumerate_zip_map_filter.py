# lazy helpers
print(list(enumerate('ab')), list(enumerate('ab', 5)), list(zip([1, 2, 3], 'ab')), list(zip()), list(zip([1], [2], [3])), list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, [1, 2, 3])))
z = zip('ab', [1, 2])
print(next(z), list(z), list(z), dict(zip('ab', [1, 2])), list(zip(*[(1, 'a'), (2, 'b')])))
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as e:
    print(e)
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as e:
    print(e)
m = map(int, ['1', 'x'])
print(next(m))
try:
    next(m)
except ValueError as e:
    print(e)
print(list(reversed([1, 2])), list(reversed('abc')), list(reversed((1, 2))), list(reversed({'a': 1, 'b': 2})))

#> [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] [(1, 'a'), (2, 'b')] [] [(1, 2, 3)] ['1', '2'] [11, 22] [1, 'a'] [2, 3]
#> ('a', 1) [('b', 2)] [] {'a': 1, 'b': 2} [(1, 2), ('a', 'b')]
#> zip() argument 2 is longer than argument 1
#> zip() argument 2 is shorter than argument 1
#> 1
#> invalid literal for int() with base 10: 'x'
#> [2, 1] ['c', 'b', 'a'] [2, 1] ['b', 'a']
#= ok
