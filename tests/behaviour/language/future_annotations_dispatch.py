# under "from __future__ import annotations", register() and get_type_hints() read the names
from __future__ import annotations
import typing, functools
from typing import Optional, List, Union
@functools.singledispatch
def show(x): print("obj", x)
@show.register
def _(x: int): print("int", x)
@show.register
def _(x: list): print("list", x)
@show.register
def _(x: Union[str, bytes]): print("sb", x)
@show.register
def _(x: float | None): print("fn", x)
for v in 1, [2], "a", b"b", 2.5, None, {}: show(v)
class A:
    b: Optional[B] = None
    def f(self, x: int, y: List[A]) -> "int | None": ...
class B: ...
print(typing.get_type_hints(A), typing.get_type_hints(A.f))
try:
    @show.register
    def _(x: Nope): pass
except NameError as e: print(e)
try:
    @show.register
    def _(x: List[int]): pass
except TypeError as e: print(e)

#> int 1
#> list [2]
#> sb a
#> sb b'b'
#> fn 2.5
#> fn None
#> obj {}
#> {'b': typing.Optional[__main__.B]} {'x': <class 'int'>, 'y': typing.List[__main__.A], 'return': int | None}
#> name 'Nope' is not defined
#> Invalid annotation for 'x'. typing.List[int] is not a class.
#= ok
