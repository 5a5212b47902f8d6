# typing.Union: flat, each once, equal whatever the order, and asked about instances
from typing import *
import typing
T = TypeVar('T')
print(Union[int], Union[int, int], Union[int, None], Union[None, int], Union[int, Union[str, None]], Optional[Union[int, str]], Optional[Optional[int]], Optional[None])
print(Union[int, str] == Union[str, int], Optional[int] == Union[int, None], Union[int, str] == int | str, int | None == Optional[int], hash(Union[int, str]) == hash(Union[str, int]), Union[int, str] == Union[int, bytes], Union[int, str] != 3)
print(isinstance(3, Union[int, str]), isinstance('a', Optional[int]), isinstance(None, Optional[int]), issubclass(bool, Union[int, str]), isinstance(3, int | str))
print(get_args(Optional[int]), get_origin(Optional[int]), get_args(Union[int, str, None]), get_origin(Union[int, str]) is Union, Optional[int].__args__, Optional[int].__origin__)
print(T | None, T | int, int | T, List[int] | None, Union[T, int], list[int] | Union[str, None], Optional[List[int]])
print({Union[int, str]: 1}[Union[str, int]], Union[Literal[1], Literal[2]], get_type_hints(lambda: 0))
def f(a: Optional[int] = None, *b: Union[int, str], **c: 'Optional[List[int]]') -> 'int | None': ...
print(f.__annotations__, get_type_hints(f))
P = ParamSpec('P'); K = TypeVar('K', int, str); B = TypeVar('B', bound=int, covariant=True); Ts = TypeVarTuple('Ts')
print(P, P.args, P.kwargs, P.args == P.args, P.args.__origin__ is P, K.__constraints__, B, B.__bound__, Ts, [*Ts], T.has_default(), T.__default__, TypeVar('D', default=int).__default__)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: TypeVar('X', int)); t(lambda: TypeVar('X', int, str, bound=int)); t(lambda: TypeVar('X', covariant=True, contravariant=True))
def sub():
    class A(T): pass
t(sub)
N = NewType('N', int)
def sub2():
    class A(N): pass
t(sub2)
print(N(4), N, N.__name__, N.__supertype__, N | None)
def args(*a: P.args, **k: P.kwargs) -> T: ...
print(args.__annotations__, Callable[P, T], Callable[Concatenate[int, P], T], Generic[P, T])
t(lambda: isinstance(3, Union[int, List[str]]))
t(lambda: Union[()])

#> <class 'int'> <class 'int'> typing.Optional[int] typing.Optional[int] typing.Union[int, str, NoneType] typing.Union[int, str, NoneType] typing.Optional[int] <class 'NoneType'>
#> True True True True True False True
#> True False True True True
#> (<class 'int'>, <class 'NoneType'>) typing.Union (<class 'int'>, <class 'str'>, <class 'NoneType'>) True (<class 'int'>, <class 'NoneType'>) typing.Union
#> typing.Optional[~T] typing.Union[~T, int] typing.Union[int, ~T] typing.Optional[typing.List[int]] typing.Union[~T, int] typing.Union[list[int], str, NoneType] typing.Optional[typing.List[int]]
#> 1 typing.Union[typing.Literal[1], typing.Literal[2]] {}
#> {'a': typing.Optional[int], 'b': typing.Union[int, str], 'c': 'Optional[List[int]]', 'return': 'int | None'} {'a': typing.Optional[int], 'b': typing.Union[int, str], 'c': typing.Optional[typing.List[int]], 'return': int | None}
#> ~P P.args P.kwargs True True (<class 'int'>, <class 'str'>) +B <class 'int'> Ts [typing.Unpack[Ts]] False typing.NoDefault <class 'int'>
#> TypeError A single constraint is not allowed
#> TypeError Constraints cannot be combined with bound=...
#> ValueError Bivariant types are not supported.
#> TypeError Cannot subclass an instance of TypeVar
#> TypeError Cannot subclass an instance of NewType. Perhaps you were looking for: `A = NewType('A', N)`
#> 4 __main__.N N <class 'int'> typing.Optional[__main__.N]
#> {'a': P.args, 'k': P.kwargs, 'return': ~T} typing.Callable[~P, ~T] typing.Callable[typing.Concatenate[int, ~P], ~T] typing.Generic[~P, ~T]
#> True
#> TypeError Cannot take a Union of no types.
#= ok
