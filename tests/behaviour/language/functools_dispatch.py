# singledispatch, singledispatchmethod, partialmethod
import functools, collections.abc
from functools import singledispatch, singledispatchmethod, partialmethod, wraps, cached_property
@singledispatch
def show(value, loud=False):
    """Shows it."""
    return f'thing {value!r}' + '!' * loud
@show.register
def _(value: int, loud=False): return f'int {value}'
@show.register(str)
def _(value, loud=False): return f'text {value}'
@show.register
def _(value: list | tuple, loud=False): return f'row of {len(value)}'
@show.register(collections.abc.Mapping)
def _(value, loud=False): return f'mapping {sorted(value)}'
def none(value, loud=False): return 'nothing'
show.register(type(None), none)
for thing in 1, True, 'a', [1, 2], (1,), {'k': 1}, None, 1.5, {1}: print(show(thing))
print(show(2.5, loud=True), show.dispatch(bool) is show.dispatch(int), show.dispatch(float).__doc__, show.__name__, show.__doc__)
print(sorted(c.__name__ for c in show.registry), type(show.registry).__name__)
for bad in lambda: show(), lambda: show.register(3), lambda: show.register(lambda x: x):
    try: bad()
    except TypeError as e: print('TypeError', str(e).split(' at ')[0][:70])
class Base: pass
class Child(Base): pass
@show.register
def _(value: Base): return 'base'
print(show(Child()))
@show.register
def _(value: Child): return 'child, then ' + show.dispatch(Base)(value)
print(show(Child()))

class Printer:
    @singledispatchmethod
    def put(self, value): return f'? {value}'
    @put.register
    def _(self, value: int): return f'{self.name} int {value}'
    @put.register(str)
    def _(self, value): return f'{self.name} str {value}'
    @singledispatchmethod
    @classmethod
    def make(cls, value): return f'{cls.__name__} from {value}'
    @make.register
    @classmethod
    def _(cls, value: int): return f'{cls.__name__} from int {value}'
    name = 'p'
p = Printer()
print(p.put(1), p.put('x'), p.put(None), Printer.make('a'), Printer.make(3))

class Cell:
    alive = False
    def set_state(self, state, *more, **named):
        self.alive = state
        return (state, more, named)
    set_alive = partialmethod(set_state, True)
    set_dead = partialmethod(set_state, False, 'gone', why='age')
c = Cell()
print(c.set_alive(), c.alive, c.set_dead('now', when=2), c.alive, Cell.set_alive(c, 5))

class Costly:
    @cached_property
    def total(self):
        print('computing')
        return 42
t = Costly()
print(t.total, t.total, t.__dict__)
del t.total
print(t.total)

def logged(f):
    @wraps(f)
    def inner(*args): return f(*args)
    return inner
@logged
def plain(a: int) -> str:
    "Plain."
    return str(a)
print(plain.__name__, plain.__doc__, plain.__wrapped__(3), plain.__annotations__)

#> int 1
#> int True
#> text a
#> row of 2
#> row of 1
#> mapping ['k']
#> nothing
#> thing 1.5
#> thing {1}
#> thing 2.5! True Shows it. show Shows it.
#> ['Mapping', 'NoneType', 'int', 'list', 'object', 'str', 'tuple'] mappingproxy
#> TypeError show requires
#> TypeError Invalid first argument to `register()`: 3. Use either `@register(some_
#> TypeError Invalid first argument to `register()`: <function <lambda>.<locals>.<l
#> base
#> child, then base
#> p int 1 p str x ? None Printer from a Printer from int 3
#> (True, (), {}) True (False, ('gone', 'now'), {'why': 'age', 'when': 2}) False (True, (5,), {})
#> computing
#> 42 42 {'total': 42}
#> computing
#> 42
#> plain Plain. 3 {'a': <class 'int'>, 'return': <class 'str'>}
#= ok
