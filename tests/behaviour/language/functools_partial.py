# fixed arguments
from functools import partial, reduce
def f(a, b, c=0): return a, b, c
p = partial(f, 1, c=9)
print(p(2), p(3, c=4), p.func is f, p.args, p.keywords, partial(p, 5)(), list(map(partial(pow, 2), [1, 2, 3])), partial(int, base=2)('101'))

#> (1, 2, 9) (1, 3, 4) True (1,) {'c': 9} (1, 5, 9) [2, 4, 8] 5
#= ok
