# names of typing and sys that programs use
from __future__ import annotations
from typing import *
import typing, sys, time
print(Any, Optional[int], Union[int, str], List[int], Dict[str, int], Callable[[int], str], Tuple[int, ...], TypeVar('T'), Literal['a', 1], Final, ClassVar[int], Iterable[str], Awaitable[int], Type[int], NoReturn, Self)
T = TypeVar('T', bound=int)
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: List[T] = []
    def push(self, x: T) -> None: self.items.append(x)
    def pop(self) -> T: return self.items.pop()
s = Stack[int](); s.push(3); print(s.pop(), T.__name__, Stack.__mro__[0].__name__)
class P(Protocol):
    def f(self) -> int: ...
class Impl(P):
    def f(self): return 3
print(Impl().f(), cast(int, 'x'), TYPE_CHECKING)
UserId = NewType('UserId', int)
print(UserId(5), UserId.__name__)
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(g(1), g('a'))
@final
class F: pass
def h(a: int, b: Optional[str] = None, *args: Any, **kw: Any) -> Union[int, None]: return a
print(h.__annotations__)
x: int = 5
y: 'NotDefined' = 3
print(__annotations__)
try: assert_never(3)
except AssertionError as e: print(e)
try: Any[int]
except TypeError as e: print(e)
try: List[int][0]
except TypeError as e: print('TypeError')
print(int | None, isinstance(3, int | str))
def deco(fn: Callable[..., T]) -> Callable[..., T]: return fn
@deco
def k(): return 1
print(k())
print(sys.version_info, sys.version_info[:2], sys.version_info.major, sys.version_info >= (3,11), sys.version_info > (3, 14))
for fn in [lambda: sys.exit(1,2), lambda: sys.exit(), lambda: sys.exit('x'), lambda: sys.exit((1,2)), lambda: sys.exc_info(), lambda: sys.exception(), lambda: sys.platform, lambda: sys.maxsize, lambda: sys.stdout.write('abc\n'), lambda: sys.stdout.flush(), lambda: sys.argv[1:], lambda: sys.intern('a'), lambda: sys.byteorder]:
    try: print(repr(fn()))
    except BaseException as e: print(type(e).__name__, e, e.args)
for fn in [lambda: time.sleep(-1), lambda: time.sleep('a'), lambda: time.sleep(float('nan')), lambda: time.sleep(0), lambda: type(time.time()), lambda: type(time.time_ns()), lambda: time.sleep(1e300), lambda: type(time.perf_counter())]:
    try: print(repr(fn()))
    except BaseException as e: print(type(e).__name__, e)
import __future__
print(__future__.annotations is not None)

#> typing.Any typing.Optional[int] typing.Union[int, str] typing.List[int] typing.Dict[str, int] typing.Callable[[int], str] typing.Tuple[int, ...] ~T typing.Literal['a', 1] typing.Final typing.ClassVar[int] typing.Iterable[str] typing.Awaitable[int] typing.Type[int] typing.NoReturn typing.Self
#> 3 T Stack
#> 3 x False
#> 5 UserId
#> 1 a
#> {'a': 'int', 'b': 'Optional[str]', 'args': 'Any', 'kw': 'Any', 'return': 'Union[int, None]'}
#> {'x': 'int', 'y': "'NotDefined'"}
#> Expected code to be unreachable, but got: 3
#> type 'Any' is not subscriptable
#> TypeError
#> int | None True
#> 1
#> sys.version_info(major=3, minor=13, micro=0, releaselevel='final', serial=0) (3, 13) 3 True False
#> TypeError exit expected at most 1 argument, got 2 ('exit expected at most 1 argument, got 2',)
#> SystemExit  ()
#> SystemExit x ('x',)
#> SystemExit (1, 2) (1, 2)
#> (None, None, None)
#> None
#> 'linux'
#> 9223372036854775807
#> abc
#> 4
#> None
#> []
#> 'a'
#> 'little'
#> ValueError sleep length must be non-negative
#> TypeError 'str' object cannot be interpreted as an integer
#> ValueError Invalid value NaN (not a number)
#> None
#> <class 'float'>
#> <class 'int'>
#> OverflowError timestamp out of range for platform time_t
#> <class 'float'>
#> True
#= ok
