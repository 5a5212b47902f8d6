# dataclasses: the methods they get, their options, what can be asked of them; copies
from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError, KW_ONLY, InitVar, make_dataclass
from typing import ClassVar, List, Optional
@dataclass
class Point:
    x: int
    y: int = 0
p = Point(1)
print(p, p == Point(1, 0), p == Point(2), p.__eq__(3), Point.__doc__, Point.__match_args__)
for bad in (lambda: Point(), lambda: Point(1,2,3), lambda: Point(1, z=3), lambda: hash(p), lambda: p < p):
    try: bad()
    except TypeError as e: print(e)
@dataclass(order=True, frozen=True)
class V:
    a: int
    b: List[int] = field(default_factory=list, compare=False)
    c: str = field(default='q', repr=False)
    count: ClassVar[int] = 0
v = V(1)
print(v, v < V(2), sorted([V(3), V(1)]), v.b is V(1).b)
try: v.a = 2
except FrozenInstanceError as e: print(type(e).__name__, e)
try: del v.a
except AttributeError as e: print(type(e).__name__, e)
try: v.zz = 2
except AttributeError as e: print(type(e).__name__, e)
@dataclass(frozen=True)
class H:
    a: int
print(hash(H(1)) == hash((1,)), {H(1): 2}[H(1)], replace(H(1), a=5))
@dataclass
class T:
    name: str
    tags: list[str] = field(default_factory=list)
    p: Point = field(default_factory=lambda: Point(9))
    total: float = field(init=False)
    scale: InitVar[int] = 2
    def __post_init__(self, scale):
        self.total = len(self.tags) * scale
t = T('n', ['a', 'b'])
print(t, asdict(t), astuple(t), [f.name for f in fields(T)], is_dataclass(t), is_dataclass(3))
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class Bad2:
        x: int = 0
        y: int
except TypeError as e: print(e)
@dataclass
class Base:
    id: int
    kind: str = 'base'
@dataclass
class Derived(Base):
    extra: Optional[str] = None
    def hello(self): return super().__repr__()
print(Derived(1, extra='e'), Derived(1).hello(), Derived(1) == Base(1))
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 2
    c: int = 3
print(K(1, c=5))
try: K(1, 2)
except TypeError as e: print(e)
@dataclass(slots=True)
class SL:
    a: int
    b: int = 5
s = SL(1)
print(s, SL.__slots__)
try: s.q = 1
except AttributeError as e: print(e)
@dataclass(kw_only=True)
class KW:
    a: int
try: KW(1)
except TypeError as e: print(e)
@dataclass(repr=False, eq=False)
class NR:
    a: int
print(NR(1) == NR(1), repr(NR(1))[:20])
@dataclass
class Node:
    v: int
    next: 'Node' = None
n = Node(1); n.next = n
print(n)
D = make_dataclass('D', [('x', int), ('y', int, 5)])
print(D(1))
import copy
a = [1, [2, 3], {'k': (1, [2])}, Point(1)]
b = copy.deepcopy(a); c = copy.copy(a)
a[1].append(4); a[3].x = 100; a[2]['k'][1].append(9)
print(a, b, c)
class C:
    def __init__(self): self.v = [1]
o = C(); o2 = copy.deepcopy(o); o3 = copy.copy(o); o.v.append(2); print(o2.v, o3.v)

#> Point(x=1, y=0) True False NotImplemented Point(x: int, y: int = 0) ('x', 'y')
#> Point.__init__() missing 1 required positional argument: 'x'
#> Point.__init__() takes from 2 to 3 positional arguments but 4 were given
#> Point.__init__() got an unexpected keyword argument 'z'
#> unhashable type: 'Point'
#> '<' not supported between instances of 'Point' and 'Point'
#> V(a=1, b=[]) True [V(a=1, b=[]), V(a=3, b=[])] False
#> FrozenInstanceError cannot assign to field 'a'
#> FrozenInstanceError cannot delete field 'a'
#> FrozenInstanceError cannot assign to field 'zz'
#> True 2 H(a=5)
#> T(name='n', tags=['a', 'b'], p=Point(x=9, y=0), total=4) {'name': 'n', 'tags': ['a', 'b'], 'p': {'x': 9, 'y': 0}, 'total': 4} ('n', ['a', 'b'], (9, 0), 4) ['name', 'tags', 'p', 'total'] True False
#> mutable default <class 'list'> for field x is not allowed: use default_factory
#> non-default argument 'y' follows default argument 'x'
#> Derived(id=1, kind='base', extra='e') Derived(id=1, kind='base') False
#> K(a=1, b=2, c=5)
#> K.__init__() takes 2 positional arguments but 3 were given
#> SL(a=1, b=5) ('a', 'b')
#> 'SL' object has no attribute 'q' and no __dict__ for setting new attributes
#> KW.__init__() takes 1 positional argument but 2 were given
#> False <__main__.NR object 
#> Node(v=1, next=...)
#> D(x=1, y=5)
#> [1, [2, 3, 4], {'k': (1, [2, 9])}, Point(x=100, y=0)] [1, [2, 3], {'k': (1, [2])}, Point(x=1, y=0)] [1, [2, 3, 4], {'k': (1, [2, 9])}, Point(x=100, y=0)]
#> [1] [1, 2]
#= ok
