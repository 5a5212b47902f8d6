# their own scope, several loops and conditions
x = 'kept'
print([x for x in range(3)], x, {k: v for k, v in zip('ab', [1, 2])}, {n % 3 for n in range(9)})
print([(a, b) for a in range(3) for b in range(a) if a + b > 1], [[j for j in range(i)] for i in range(3)], [y := 5, y ** 2], [last := n for n in range(3)], last)
g = (n * n for n in range(4))
print(next(g), list(g), sum(n for n in [1, 2]), max((len(w), w) for w in ['a', 'bcd']), list(a if a else -1 for a in range(2)))
class K:
    items = [1, 2]
    doubled = [i * 2 for i in items]
print(K.doubled, [(lambda: n)() for n in range(2)])
try:
    [n for n in 5]
except TypeError as e:
    print(e)

#> [0, 1, 2] kept {'a': 1, 'b': 2} {0, 1, 2}
#> [(2, 0), (2, 1)] [[], [0], [0, 1]] [5, 25] [0, 1, 2] 2
#> 0 [1, 4, 9] 3 (3, 'bcd') [-1, 1]
#> [2, 4] [0, 1]
#> 'int' object is not iterable
#= ok
