# what values can do, asked by isinstance
import collections.abc
from collections import deque, namedtuple
from collections.abc import *

p = namedtuple("P", "x y")(1, 2)
c = {}


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration
class Cal:
    def __call__(self): pass
    def __len__(self): return 0
    def __contains__(self, x): return False
async def co(): pass
def gen(): yield
async def ag(): yield
cc = co(); gg = gen(); aa = ag()
for v in ([], (), {}, set(), 'a', 5, None, It(), Cal(), gg, cc, aa, range(3), iter([]), {}.keys(), {}.items(), frozenset(), deque(), len, int, p, c, lambda: 1):
    print([X.__name__ for X in (Hashable, Iterable, Iterator, Reversible, Sized, Container, Collection, Callable, Awaitable, Coroutine, AsyncIterable, AsyncIterator, AsyncGenerator, Generator, Sequence, MutableSequence, Set, MutableSet, Mapping, MutableMapping, MappingView, KeysView) if isinstance(v, X)])
cc.close()
print(issubclass(list, Iterable), issubclass(int, Iterable), issubclass(dict, Mapping), isinstance([], (int, Iterable)), Iterable[int], Callable[[int], str], collections.abc.Iterable is Iterable)
class MyIt(Iterator):
    def __next__(self): return 1
print(isinstance(MyIt(), Iterator), issubclass(MyIt, Iterable))

#> ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence', 'MutableSequence']
#> ['Hashable', 'Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence']
#> ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Mapping', 'MutableMapping']
#> ['Iterable', 'Sized', 'Container', 'Collection', 'Set', 'MutableSet']
#> ['Hashable', 'Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence']
#> ['Hashable']
#> ['Hashable']
#> ['Hashable', 'Iterable', 'Iterator']
#> ['Hashable', 'Sized', 'Container', 'Callable']
#> ['Hashable', 'Iterable', 'Iterator', 'Generator']
#> ['Hashable', 'Awaitable', 'Coroutine']
#> ['Hashable', 'AsyncIterable', 'AsyncIterator', 'AsyncGenerator']
#> ['Hashable', 'Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence']
#> ['Hashable', 'Iterable', 'Iterator']
#> ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Set', 'MappingView', 'KeysView']
#> ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Set', 'MappingView']
#> ['Hashable', 'Iterable', 'Sized', 'Container', 'Collection', 'Set']
#> ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence', 'MutableSequence']
#> ['Hashable', 'Callable']
#> ['Hashable', 'Callable']
#> ['Hashable', 'Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence']
#> ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Mapping', 'MutableMapping']
#> ['Hashable', 'Callable']
#> True False True True collections.abc.Iterable[int] collections.abc.Callable[[int], str] True
#> True True
#= ok
