# typing.NamedTuple and typing.TypedDict
from typing import NamedTuple, TypedDict, NotRequired, Required, Generic, TypeVar
class Point(NamedTuple):
    """A point."""
    x: int
    y: int = 0
    label: str = 'p'
    def dist(self):
        return (self.x ** 2 + self.y ** 2) ** .5
    @property
    def double(self): return self._replace(x=self.x * 2)
    @classmethod
    def origin(cls): return cls(0, 0)
    def __add__(self, o): return Point(self.x + o.x, self.y + o.y)

p = Point(3, 4)
print(p, p.x, p[1], p.dist(), p.double, Point.origin(), p + p, p == (3, 4, 'p'), hash(p) == hash((3, 4, 'p')), len(p), [*p], p._asdict(), Point._fields, Point._field_defaults, Point.__annotations__, Point.__doc__, Point.__bases__, Point.__qualname__, Point.__module__, isinstance(p, tuple))
x, y, l = p; print(x, y, l, p._replace(y=1), Point._make([1, 2, 3]), Point(x=1), Point(y=5, x=1), p < (3, 5), sorted([Point(2), Point(1)]))
for f in (lambda: Point(), lambda: Point(1, 2, 3, 4), lambda: Point(z=1), lambda: setattr(p, 'x', 1), lambda: p.zz, lambda: p[5], lambda: setattr(p, 'new', 1), lambda: p._replace(q=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
P2 = NamedTuple('P2', [('a', int), ('b', str)])
print(P2(1, 'x'), P2.__annotations__, P2)
class Child(Point):
    def extra(self): return 'extra'
c = Child(1); c.note = 5; print(c, c.extra(), c.note, c.__dict__)
try:
    class Bad(NamedTuple):
        x: int = 1
        y: int
except TypeError as e: print(e)
try:
    class Bad2(NamedTuple):
        _x: int
except ValueError as e: print(e)
try:
    class Bad3(NamedTuple):
        x: int
        def __new__(cls): pass
except AttributeError as e: print(e)
try:
    class Bad4(NamedTuple, int): pass
except TypeError as e: print(e)
class Empty(NamedTuple): pass
print(Empty(), Empty._fields)
T = TypeVar('T')
class Box(NamedTuple, Generic[T]):
    v: T
print(Box(1))
class Movie(TypedDict):
    name: str
    year: int
m = Movie(name='A', year=1); m2: Movie = {'name': 'B', 'year': 2}
print(m, type(m), m == {'name': 'A', 'year': 1}, m2['name'], Movie.__annotations__, Movie.__total__, sorted(Movie.__required_keys__), Movie.__optional_keys__, Movie.__bases__, Movie.__name__)
class More(Movie, total=False):
    rating: float
    best: Required[bool]
print(More(name='x'), sorted(More.__annotations__), sorted(More.__required_keys__), sorted(More.__optional_keys__), More.__total__)
class N(TypedDict):
    a: int
    b: NotRequired[str]
print(sorted(N.__required_keys__), sorted(N.__optional_keys__))
F = TypedDict('F', {'a': int, 'b-c': str}, total=False)
print(F(a=1), F.__total__, F.__annotations__, Movie({'name': 'q'}), Movie([('name', 'z')], year=3))
try:
    class WithSuper(NamedTuple):
        x: int
        def f(self): return super().count(1)
except RuntimeError as e: print(e)

#> Point(x=3, y=4, label='p') 3 4 5.0 Point(x=6, y=4, label='p') Point(x=0, y=0, label='p') Point(x=6, y=8, label='p') True True 3 [3, 4, 'p'] {'x': 3, 'y': 4, 'label': 'p'} ('x', 'y', 'label') {'y': 0, 'label': 'p'} {'x': <class 'int'>, 'y': <class 'int'>, 'label': <class 'str'>} A point. (<class 'tuple'>,) Point __main__ True
#> 3 4 p Point(x=3, y=1, label='p') Point(x=1, y=2, label=3) Point(x=1, y=0, label='p') Point(x=1, y=5, label='p') True [Point(x=1, y=0, label='p'), Point(x=2, y=0, label='p')]
#> TypeError Point.__new__() missing 1 required positional argument: 'x'
#> TypeError Point.__new__() takes from 2 to 4 positional arguments but 5 were given
#> TypeError Point.__new__() got an unexpected keyword argument 'z'
#> AttributeError can't set attribute
#> AttributeError 'Point' object has no attribute 'zz'
#> IndexError tuple index out of range
#> AttributeError 'Point' object has no attribute 'new' and no __dict__ for setting new attributes
#> TypeError Got unexpected field names: ['q']
#> P2(a=1, b='x') {'a': <class 'int'>, 'b': <class 'str'>} <class '__main__.P2'>
#> Child(x=1, y=0, label='p') extra 5 {'note': 5}
#> Non-default namedtuple field y cannot follow default field x
#> Field names cannot start with an underscore: '_x'
#> Cannot overwrite NamedTuple attribute __new__
#> can only inherit from a NamedTuple type and Generic
#> Empty() ()
#> Box(v=1)
#> {'name': 'A', 'year': 1} <class 'dict'> True B {'name': <class 'str'>, 'year': <class 'int'>} True ['name', 'year'] frozenset() (<class 'dict'>,) Movie
#> {'name': 'x'} ['best', 'name', 'rating', 'year'] ['best', 'name', 'year'] ['rating'] False
#> ['a'] ['b']
#> {'a': 1} False {'a': <class 'int'>, 'b-c': <class 'str'>} {'name': 'q'} {'name': 'z', 'year': 3}
#> __class__ not set defining 'WithSuper' as <class '__main__.WithSuper'>. Was __classcell__ propagated to type.__new__?
#= ok
