"""_mixins: what a class that derives from one of collections.abc's gets from it.

The ABCs have these methods from when a program first derives from one of them.
"""

import collections.abc

import _library

_ABSTRACT = {
    'Hashable': '__hash__', 'Iterable': '__iter__', 'Iterator': '__next__', 'Sized': '__len__',
    'Container': '__contains__', 'Callable': '__call__', 'Awaitable': '__await__',
    'AsyncIterable': '__aiter__', 'AsyncIterator': '__anext__', 'Reversible': '__reversed__',
    'Collection': '__len__ __iter__ __contains__', 'Generator': 'send throw',
    'Coroutine': 'send throw __await__', 'AsyncGenerator': 'asend athrow',
    'Sequence': '__getitem__ __len__', 'MutableSequence': '__setitem__ __delitem__ insert',
    'Set': '__contains__ __iter__ __len__', 'MutableSet': 'add discard',
    'Mapping': '__getitem__ __iter__ __len__', 'MutableMapping': '__setitem__ __delitem__',
}


class Mapping:
    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        if not isinstance(other, collections.abc.Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __reversed__ = None
    __hash__ = None


_MISSING = object()


class MutableMapping:
    def pop(self, key, default=_MISSING):
        try:
            value = self[key]
        except KeyError:
            if default is _MISSING:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        while True:
            try:
                self.popitem()
            except KeyError:
                return

    def update(self, other=(), /, **kwds):
        if hasattr(other, 'keys'):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class Sequence:
    def __iter__(self):
        at = 0
        while True:
            try:
                value = self[at]
            except IndexError:
                return
            yield value
            at += 1

    def __contains__(self, value):
        return any(v is value or v == value for v in self)

    def __reversed__(self):
        for at in range(len(self) - 1, -1, -1):
            yield self[at]

    def index(self, value, start=0, stop=None):
        if start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        while stop is None or start < stop:
            try:
                v = self[start]
            except IndexError:
                break
            if v is value or v == value:
                return start
            start += 1
        raise ValueError

    def count(self, value):
        return sum(v is value or v == value for v in self)


class MutableSequence:
    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        n = len(self)
        for at in range(n // 2):
            self[at], self[n - at - 1] = self[n - at - 1], self[at]

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


def _is_set(other):
    return isinstance(other, collections.abc.Set)


def _is_iterable(other):
    return hasattr(type(other), '__iter__')


class Set:
    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __le__(self, other):
        if not _is_set(other):
            return NotImplemented
        return len(self) <= len(other) and all(item in other for item in self)

    def __lt__(self, other):
        return len(self) < len(other) and self <= other if _is_set(other) else NotImplemented

    def __ge__(self, other):
        if not _is_set(other):
            return NotImplemented
        return len(self) >= len(other) and all(item in self for item in other)

    def __gt__(self, other):
        return len(self) > len(other) and self >= other if _is_set(other) else NotImplemented

    def __eq__(self, other):
        return len(self) == len(other) and self <= other if _is_set(other) else NotImplemented

    __hash__ = None

    def __and__(self, other):
        if not _is_iterable(other):
            return NotImplemented
        return self._from_iterable([value for value in other if value in self])

    __rand__ = __and__

    def isdisjoint(self, other):
        return not any(value in self for value in other)

    def __or__(self, other):
        if not _is_iterable(other):
            return NotImplemented
        return self._from_iterable([value for part in (self, other) for value in part])

    __ror__ = __or__

    def __sub__(self, other):
        if not _is_iterable(other):
            return NotImplemented
        other = other if _is_set(other) else self._from_iterable(other)
        return self._from_iterable([value for value in self if value not in other])

    def __rsub__(self, other):
        if not _is_iterable(other):
            return NotImplemented
        other = other if _is_set(other) else self._from_iterable(other)
        return self._from_iterable([value for value in other if value not in self])

    def __xor__(self, other):
        if not _is_iterable(other):
            return NotImplemented
        other = other if _is_set(other) else self._from_iterable(other)
        return (self - other) | (other - self)

    __rxor__ = __xor__


class MutableSet:
    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        while True:
            try:
                self.pop()
            except KeyError:
                return

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
        for value in list(it):
            self.discard(value)
        return self

    def __ixor__(self, it):
        for value in list(it):
            (self.discard if value in self else self.add)(value)
        return self


class Iterator:
    def __iter__(self):
        return self


class AsyncIterator:
    def __aiter__(self):
        return self


class Generator:
    def __next__(self):
        return self.send(None)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError('generator ignored GeneratorExit')


class Coroutine:
    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError('coroutine ignored GeneratorExit')


class AsyncGenerator:
    async def __anext__(self):
        return await self.asend(None)

    async def aclose(self):
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError('asynchronous generator ignored GeneratorExit')


class _View:
    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f'{type(self).__name__}({self._mapping!r})'


class _SetView(_View):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def _others(self, other):
        return set(other)

    def __eq__(self, other):
        return set(self) == set(other) if _is_iterable(other) else NotImplemented

    def __le__(self, other):
        return set(self) <= set(other)

    def __and__(self, other):
        return set(self) & set(other)

    def __or__(self, other):
        return set(self) | set(other)

    def __sub__(self, other):
        return set(self) - set(other)

    def __xor__(self, other):
        return set(self) ^ set(other)

    def isdisjoint(self, other):
        return set(self).isdisjoint(other)

    __hash__ = None


class KeysView(_SetView):
    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(_SetView):
    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is value or found == value

    def __iter__(self):
        for key in self._mapping:
            yield (key, self._mapping[key])


class ValuesView(_View):
    def __contains__(self, value):
        return any(self._mapping[key] == value for key in self._mapping)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


# -- Into the ABCs -------------------------------------------------------------------------

_LEFT_OUT = {'__module__', '__qualname__', '__doc__', '__dict__', '__weakref__', '__firstlineno__',
             '__static_attributes__', '__annotations__'}

_MEMBERS = {
    made.__name__: {name: value for name, value in vars(made).items() if name not in _LEFT_OUT}
    for made in (Mapping, MutableMapping, Sequence, MutableSequence, Set, MutableSet, Iterator,
                 AsyncIterator, Generator, Coroutine, AsyncGenerator)}

for _name, _members in _MEMBERS.items():
    _library.give(getattr(collections.abc, _name), _members)


def _is_abc(base):
    return base.__module__ == 'collections.abc' and base.__name__ in _ABSTRACT


def _has(cls, name):
    """True if the class gets [name] from something better than object or an ABC."""
    return any(name in vars(base) for base in cls.__mro__
               if base is not object and not _is_abc(base))


def give(cls):
    """Marks a new class if something is missing that its ABCs want. Operators ask a class of
    the program, not the ABC, so these become its own.
    """
    abcs = [base for base in cls.__mro__ if _is_abc(base)]
    for base in abcs:
        for name, value in _MEMBERS.get(base.__name__, {}).items():
            if name.startswith('__') and not _has(cls, name):
                setattr(cls, name, value)
    missing = [name for base in abcs for name in _ABSTRACT[base.__name__].split()
               if not _has(cls, name)]
    marked = [name for base in cls.__mro__ for name, value in vars(base).items()
              if getattr(value, '__isabstractmethod__', False)
              and getattr(getattr(cls, name), '__isabstractmethod__', False)]
    if missing or getattr(cls, '__abstractmethods__', None):
        cls.__abstractmethods__ = frozenset(missing + marked)
