# tuples with named fields
from collections import namedtuple


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


P = namedtuple('P', 'x y'); p = P(1, 2); print(p, p.x, p[1], p == (1,2), P(y=5, x=4), p._replace(y=9), p._asdict(), P._fields, P._make([3,4]), len(p), tuple(p), hash(p) == hash((1,2)), isinstance(p, tuple), P.__name__, P.__doc__, P.__module__)
x, y = p; print(x, y, *p, p + (3,), p[::-1], p < (1,3), sorted([P(2,1), P(1,5)]), {p: 1}[(1,2)])
t(P, 1); t(P); t(P, 1, 2, 3); t(P, 1, x=2); t(P, 1, z=2); t(p._replace, q=1); t(P._make, [1]); t(lambda: p.zz)
def g(): p.x = 5
t(g)
Q = namedtuple('Q', ['a', 'b', 'c'], defaults=[7, 8]); print(Q(1), Q(1, 2), Q(1, c=3), Q._field_defaults)
t(Q); t(namedtuple, 'R', 'a a'); t(namedtuple, 'R', '_a'); t(namedtuple, 'R', 'class'); t(namedtuple, '1R', 'a'); t(namedtuple, 'R', 'a', defaults=[1,2]); print(namedtuple('R', 'a class a _b', rename=True)._fields, namedtuple('E', '')())
class Pt(namedtuple('Pt', 'x y')):
    def dist(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __repr__(self): return f'<{super().__repr__()}>'
print(Pt(3, 4), Pt(3,4).dist(), Pt(x=1,y=2)._replace(x=5), Pt._make([1,2]), isinstance(Pt(1,2), tuple))
class Pn(namedtuple('Pn', 'x y')):
    __slots__ = ()
    def __new__(cls, x, y=10): return super().__new__(cls, x, y)
print(Pn(1), Pn(1, 2).y)
class T(tuple):
    def first(self): return self[0]
print(T([1,2]), T([5]).first(), T(), type(T([1]) + (2,)), T([1,2])[0:1])

#> P(x=1, y=2) 1 2 True P(x=4, y=5) P(x=1, y=9) {'x': 1, 'y': 2} ('x', 'y') P(x=3, y=4) 2 (1, 2) True True P P(x, y) __main__
#> 1 2 1 2 (1, 2, 3) (2, 1) True [P(x=1, y=5), P(x=2, y=1)] 1
#> TypeError P.__new__() missing 1 required positional argument: 'y'
#> TypeError P.__new__() missing 2 required positional arguments: 'x' and 'y'
#> TypeError P.__new__() takes 3 positional arguments but 4 were given
#> TypeError P.__new__() got multiple values for argument 'x'
#> TypeError P.__new__() got an unexpected keyword argument 'z'
#> TypeError Got unexpected field names: ['q']
#> TypeError Expected 2 arguments, got 1
#> AttributeError 'P' object has no attribute 'zz'
#> AttributeError can't set attribute
#> Q(a=1, b=7, c=8) Q(a=1, b=2, c=8) Q(a=1, b=7, c=3) {'b': 7, 'c': 8}
#> TypeError Q.__new__() missing 1 required positional argument: 'a'
#> ValueError Encountered duplicate field name: 'a'
#> ValueError Field names cannot start with an underscore: '_a'
#> ValueError Type names and field names cannot be a keyword: 'class'
#> ValueError Type names and field names must be valid identifiers: '1R'
#> TypeError Got more default values than field names
#> ('a', '_1', '_2', '_3') E()
#> <Pt(x=3, y=4)> 5.0 <Pt(x=5, y=2)> <Pt(x=1, y=2)> True
#> Pn(x=1, y=10) 2
#> (1, 2) 5 () <class 'tuple'> (1,)
#= ok
