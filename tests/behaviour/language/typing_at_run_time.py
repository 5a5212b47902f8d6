# get_type_hints, get_origin, get_args
from typing import *
import typing, collections.abc
def f(a: int, b: 'str | None' = None, *args: float, c: Optional['Later'] = None) -> 'list[int]': pass
class Later:
    x: 'int'
    y: List[str] = []
class More(Later):
    z: None
print(get_type_hints(f)['a'], get_type_hints(f)['b'], get_type_hints(f)['args'], get_type_hints(f)['return'])
print(get_type_hints(Later), get_type_hints(More))
print(get_type_hints(lambda a: a))
def g(a: Annotated[int, 'small'], b: None) -> None: pass
print(get_type_hints(g), get_type_hints(g, include_extras=True))
for t in list[int], List[int], Dict[str, int], dict[str, int], Tuple[int, ...], Union[int, str], Optional[int], int | None, int, List, Callable[[int, str], bool], Literal['a', 1], Annotated[int, 3], Awaitable[int], collections.abc.Iterable[str], Any, ClassVar[int], Generic, Set[int], type[int], Type[int], Iterator[int]:
    print(get_origin(t), get_args(t))
def h(x: 'Missing'): pass
try: get_type_hints(h)
except NameError as e: print('NameError', e)
try: get_type_hints(3)
except TypeError as e: print('TypeError', e)
class P(Protocol):
    def run(self): ...
class T(TypedDict):
    a: int
print(is_protocol(P), is_protocol(int), is_typeddict(T), is_typeddict(dict), ForwardRef('x'), typing.NoDefault, get_overloads(f))

#> <class 'int'> str | None <class 'float'> list[int]
#> {'x': <class 'int'>, 'y': typing.List[str]} {'x': <class 'int'>, 'y': typing.List[str], 'z': <class 'NoneType'>}
#> {}
#> {'a': <class 'int'>, 'b': <class 'NoneType'>, 'return': <class 'NoneType'>} {'a': typing.Annotated[int, 'small'], 'b': <class 'NoneType'>, 'return': <class 'NoneType'>}
#> <class 'list'> (<class 'int'>,)
#> <class 'list'> (<class 'int'>,)
#> <class 'dict'> (<class 'str'>, <class 'int'>)
#> <class 'dict'> (<class 'str'>, <class 'int'>)
#> <class 'tuple'> (<class 'int'>, Ellipsis)
#> typing.Union (<class 'int'>, <class 'str'>)
#> typing.Union (<class 'int'>, <class 'NoneType'>)
#> <class 'types.UnionType'> (<class 'int'>, <class 'NoneType'>)
#> None ()
#> <class 'list'> ()
#> <class 'collections.abc.Callable'> ([<class 'int'>, <class 'str'>], <class 'bool'>)
#> typing.Literal ('a', 1)
#> typing.Annotated (<class 'int'>, 3)
#> <class 'collections.abc.Awaitable'> (<class 'int'>,)
#> <class 'collections.abc.Iterable'> (<class 'str'>,)
#> None ()
#> typing.ClassVar (<class 'int'>,)
#> <class 'typing.Generic'> ()
#> <class 'set'> (<class 'int'>,)
#> <class 'type'> (<class 'int'>,)
#> <class 'type'> (<class 'int'>,)
#> <class 'collections.abc.Iterator'> (<class 'int'>,)
#> NameError name 'Missing' is not defined
#> TypeError 3 is not a module, class, method, or function.
#> True False True False ForwardRef('x') typing.NoDefault []
#= ok
