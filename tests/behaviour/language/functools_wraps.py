# functools.partial and wraps keep what they wrap
import functools
from functools import partial, reduce, update_wrapper, wraps


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


def add(a, b=2, *args, c=3, **kw):
    """doc of add"""
    return (a, b, args, c, kw)
p = partial(add, 1, c=9)
print(p(), p(5), p(5, 6, c=7, z=8), p.func is add, p.args, p.keywords)
q = partial(p, 7, d=4); print(q(), q.func is add, q.args, q.keywords)
print(repr(partial(int, base=2)), partial(int, base=2)('101'), repr(partial(print)))
t(partial); t(partial, 5); t(lambda: p(c=1)(2))
p.attr = 5; print(p.attr, p.__dict__)
class A:
    m = partial(add, 1)
    def f(self): return self
print(A().m(2))
def deco(f):
    @wraps(f)
    def w(*a, **k):
        "wdoc"
        return ('w', f(*a, **k))
    return w
@deco
def g(x):
    "gdoc"
    return x
g2 = g
print(g(3), g.__name__, g.__doc__, g.__wrapped__(4), g.__qualname__, g.__module__)
f = lambda: 1
f.extra = 5
h = update_wrapper(lambda: 2, f); print(h.extra, h(), h.__name__)
print(reduce(lambda a, b: a*b, [1,2,3,4]), reduce(max, [3,9,2], 5), reduce(lambda a,b: a+b, [], 'i'))
t(reduce, max, []); t(reduce, max, 5); t(reduce, max)

#> (1, 2, (), 9, {}) (1, 5, (), 9, {}) (1, 5, (6,), 7, {'z': 8}) True (1,) {'c': 9}
#> (1, 7, (), 9, {'d': 4}) True (1, 7) {'c': 9, 'd': 4}
#> functools.partial(<class 'int'>, base=2) 5 functools.partial(<built-in function print>)
#> TypeError type 'partial' takes at least one argument
#> TypeError the first argument must be callable
#> TypeError 'tuple' object is not callable
#> 5 {'attr': 5}
#> (1, 2, (), 3, {})
#> ('w', 3) g gdoc 4 g __main__
#> 5 2 <lambda>
#> 24 9 i
#> TypeError reduce() of empty iterable with no initial value
#> TypeError reduce() arg 2 must support iteration
#> TypeError reduce expected at least 2 arguments, got 1
#= ok
