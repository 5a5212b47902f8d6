# kept, not checked
def f(a: int, b: 'str' = 'x', *c: float, d: list[int] | None = None, **e: dict) -> bool:
    x: int = 'not an int'
    y: str
    return x
z: int = 5
w: 'later'
class C:
    field: int = 3
    other: str
print(f(1), z, C.field, C.__annotations__['field'], f.__annotations__['return'])
from typing import Optional, List, Dict, Any, Callable
def g(a: Optional[int], b: List[Dict[str, Any]], c: Callable[[int], str]) -> None: ...
print(g(1, [], None))

#> not an int 5 3 <class 'int'> <class 'bool'>
#> None
#= ok
