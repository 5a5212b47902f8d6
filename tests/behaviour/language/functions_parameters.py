# positional, default, star, keyword-only and positional-only
def f(a, b=2, *c, d, e=5, **g):
    return a, b, c, d, e, g
print(f(1, d=4), f(1, 2, 3, 4, d=0, z=9), f(*[1, 2], **{'d': 3, 'h': 1}), f(b=1, a=0, d=2))
def p(a, /, b, *, c):
    return a, b, c
print(p(1, 2, c=3), p(1, b=2, c=3))
def q(x, acc=[]):
    acc.append(x)
    return acc
print(q(1), q(2), q(3, []), q(4))
print((lambda *a, **k: (a, k))(1, b=2), (lambda x=1, *, y=2: x + y)(y=5))
def n(): pass
print(n(), n.__name__, f.__name__, (lambda: 0).__name__)

#> (1, 2, (), 4, 5, {}) (1, 2, (3, 4), 0, 5, {'z': 9}) (1, 2, (), 3, 5, {'h': 1}) (0, 1, (), 2, 5, {})
#> (1, 2, 3) (1, 2, 3)
#> [1, 2, 4] [1, 2, 4] [3] [1, 2, 4]
#> ((1,), {'b': 2}) 6
#> None n f <lambda>
#= ok
