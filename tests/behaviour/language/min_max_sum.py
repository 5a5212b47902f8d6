# with keys, defaults and starts
print(min(3, 1, 2), max([3, 1, 2]), min('hello'), max(['a', 'ccc', 'bb'], key=len), min([], default='none'), max((1, 'a'), (1, 'b')), max([1, 5, 3], key=lambda v: -v), min(2, 1.5), max(1, 1.0), max(1.0, 1), max({'a': 1, 'b': 0}))
print(sum([1, 2, 3]), sum([1.5, 2]), sum([], 5), sum([[1], [2]], []), sum(range(10), start=1), sum([0.1] * 10), sum(x for x in (1, 2)))
print(any([]), all([]), any([0, 1]), all([1, 0]), any(x > 2 for x in [1, 3]), all('ab'))
try:
    sum(['a'], '')
except TypeError as e:
    print(e)

#> 1 3 e ccc none (1, 'b') 1 1.5 1 1.0 b
#> 6 3.5 5 [1, 2] 46 1.0 3
#> False True True False True True
#> sum() can't sum strings [use ''.join(seq) instead]
#= ok
