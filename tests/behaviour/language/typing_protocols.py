# Protocol: what fits it, at run time too; typing's collections as bases and in isinstance()
import typing, asyncio
from abc import abstractmethod
from typing import *

@runtime_checkable
class Shape(Protocol):
    def area(self) -> float: ...
    def grow(self, by): return self.area() * by

class Square:
    def __init__(self, side): self.side = side
    def area(self): return self.side ** 2

class Disc(Shape):
    def __init__(self, r): self.r = r
    def area(self): return 3 * self.r

class Nothing: area = None

print(isinstance(Square(2), Shape), isinstance(Disc(1), Shape), isinstance(Nothing(), Shape), Disc(2).grow(3))

@runtime_checkable
class Area(Protocol):
    def area(self) -> float: ...

print([isinstance(v, Area) for v in (Square(2), Disc(1), Nothing(), 3)], issubclass(Square, Area), issubclass(int, Area))

@runtime_checkable
class Sided(Protocol):
    side: int

print(isinstance(Square(1), Sided), isinstance(Disc(1), Sided))

class Quiet(Protocol):
    def f(self): ...

def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

t(lambda: isinstance(3, Quiet))
t(lambda: issubclass(int, Quiet))
t(lambda: issubclass(Square, Sided))
t(lambda: issubclass(3, Area))
t(lambda: Quiet())
t(lambda: runtime_checkable(Square))
def bad():
    class Mixed(Protocol, Square): pass
t(bad)
T = TypeVar('T')
class Box(Protocol[T]):
    @abstractmethod
    def get(self) -> T: ...
class IntBox(Box[int]): pass
t(lambda: IntBox())
class Full(IntBox):
    def get(self): return 5
t(lambda: Full().get())
t(lambda: (is_protocol(Box), is_protocol(Full), is_protocol(Protocol), sorted(get_protocol_members(Box))))
t(lambda: get_protocol_members(Full))
t(lambda: [c.__name__ for c in Full.__mro__])
class Both(Area, Sided, Protocol): pass
t(lambda: sorted(Both.__protocol_attrs__))
class Own(Protocol):
    def __init__(self, x): self.x = x
class Made(Own): pass
t(lambda: Made(4).x)
t(lambda: type(Own(4)).__name__)
print([isinstance(3, S) for S in (SupportsInt, SupportsFloat, SupportsIndex, SupportsAbs, SupportsRound)], isinstance('x', SupportsInt), isinstance(2.5, SupportsIndex), SupportsAbs[int], SupportsInt)

class Upto(Iterator[int]):
    def __init__(self, n): self.n, self.at = n, 0
    def __next__(self):
        self.at += 1
        if self.at > self.n: raise StopIteration
        return self.at
print(list(Upto(3)), [c.__name__ for c in Upto.__mro__])

class Names(MutableMapping[str, int]):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def update(self, *a, **k): print('update', a, k); super().update(*a, **k)
n = Names(); n.update({'a': 1}, b=2); print(dict(n), n.pop('a'), n.setdefault('c', 3))
class Typed(Dict[str, int]): pass
class Listed(List[int]): pass
class Ticks(AsyncIterator[int]):
    left = 2
    async def __anext__(self):
        if not self.left: raise StopAsyncIteration
        self.left -= 1
        return self.left
async def main(): print([x async for x in Ticks()])
asyncio.run(main())
class Pair(Generic[T], Sequence[T]):
    def __getitem__(self, i): return (1, 2)[i]
    def __len__(self): return 2
print(Typed(a=1), Listed([1]), list(Pair()), 2 in Pair(), [c.__name__ for c in Pair.__mro__])
print(isinstance([], typing.List), isinstance((), Sequence), isinstance({}, Mapping), issubclass(list, Iterable), isinstance(main, Callable), isinstance(3, Hashable))
t(lambda: isinstance(3, Optional))
def odd():
    class A(Optional): pass
t(odd)
class Anything(Any): pass
print(Anything.__name__)

#> False True False 18
#> [True, True, False, False] True False
#> True False
#> TypeError Instance and class checks can only be used with @runtime_checkable protocols
#> TypeError Instance and class checks can only be used with @runtime_checkable protocols
#> TypeError Protocols with non-method members don't support issubclass(). Non-method members: 'side'.
#> TypeError issubclass() arg 1 must be a class
#> TypeError Protocols cannot be instantiated
#> TypeError @runtime_checkable can be only applied to protocol classes, got <class '__main__.Square'>
#> TypeError Protocols can only inherit from other protocols, got <class '__main__.Square'>
#> TypeError Can't instantiate abstract class IntBox without an implementation for abstract method 'get'
#> 5
#> (True, False, False, ['get'])
#> TypeError <class '__main__.Full'> is not a Protocol
#> ['Full', 'IntBox', 'Box', 'Protocol', 'Generic', 'object']
#> ['area', 'side']
#> 4
#> Own
#> [True, True, True, True, True] False False typing.SupportsAbs[int] <class 'typing.SupportsInt'>
#> [1, 2, 3] ['Upto', 'Iterator', 'Iterable', 'Generic', 'object']
#> update ({'a': 1},) {'b': 2}
#> {'a': 1, 'b': 2} 1 3
#> [1, 0]
#> {'a': 1} [1] [1, 2] True ['Pair', 'Sequence', 'Reversible', 'Collection', 'Sized', 'Iterable', 'Container', 'Generic', 'object']
#> True True True True True True
#> TypeError typing.Optional cannot be used with isinstance()
#> TypeError Cannot subclass typing.Optional
#> Anything
#= ok
