"""ordered.py -- sets whose walk does not depend on chance.

CPython walks a set by the hashes of its members. Those of tasks are addresses and
those of strings are salted, so the order differs from run to run. Here a set is
walked as the design says: one that holds only numbers, None and tuples of them as
CPython's hash table does, any other in the order in which its members arrived.
"""

import weakref


def _counts_as_number(value):
    if isinstance(value, tuple):
        return type(value) is tuple and all(_counts_as_number(part) for part in value)
    return value is None or type(value) in (int, bool, float)


def _in_arrival(values):
    if isinstance(values, (_Ordered, set, frozenset)):
        return list(values)
    return list(values)


class _Ordered:
    """What the set and the frozenset share: the real table, and beside it the arrivals."""

    __slots__ = ()

    def _arrived(self):
        try:
            return self._arrivals
        except AttributeError:
            self._arrivals = dict.fromkeys(self._base.__iter__(self))
            return self._arrivals

    def __iter__(self):
        if all(_counts_as_number(value) for value in self._base.__iter__(self)):
            return self._base.__iter__(self)
        return iter(list(self._arrived()))

    def __repr__(self):
        name = type(self).__name__
        if not len(self):
            return name + "()"
        inside = "{" + ", ".join(repr(value) for value in self) + "}"
        return inside if self._base is set else f"{name}({inside})"

    def _made(self, table, arrivals):
        """Gives the table that CPython made the order of arrival that goes with it."""
        if not isinstance(table, _Ordered):
            table = type(self)(table)
        table._arrivals = {value: None for value in arrivals if value in table}
        return table

    def union(self, *others):
        others = [_in_arrival(other) if not isinstance(other, (set, frozenset)) else other for other in others]
        arrivals = dict(self._arrived())
        for other in others:
            arrivals.update(dict.fromkeys(other))
        return self._made(self._base.union(self, *others), arrivals)

    def intersection(self, *others):
        arrivals, table = self, self._base.copy(self)
        for other in others:
            other = other if isinstance(other, (set, frozenset)) else _in_arrival(other)
            if isinstance(other, (set, frozenset)) and len(other) > len(table):
                arrivals = [value for value in arrivals if value in other]
            else:
                arrivals = [value for value in other if value in table]
            table = self._base.intersection(table, other)
        return self._made(table, list(arrivals))

    def difference(self, *others):
        others = [_in_arrival(other) if not isinstance(other, (set, frozenset)) else other for other in others]
        return self._made(self._base.difference(self, *others), self._arrived())

    def symmetric_difference(self, other):
        other = type(self)(other)
        table = self._base.symmetric_difference(self, other)
        return self._made(table, list(other) + list(self))

    def copy(self):
        return self._made(self._base.copy(self), self._arrived())

    def __or__(self, other):
        return self.union(other) if isinstance(other, (set, frozenset)) else NotImplemented

    def __and__(self, other):
        return self.intersection(other) if isinstance(other, (set, frozenset)) else NotImplemented

    def __sub__(self, other):
        return self.difference(other) if isinstance(other, (set, frozenset)) else NotImplemented

    def __xor__(self, other):
        return self.symmetric_difference(other) if isinstance(other, (set, frozenset)) else NotImplemented


class OrderedSet(_Ordered, set):
    """A set that says it is `set`."""

    __slots__ = ("_arrivals",)
    __hash__ = None
    _base = set

    def __init__(self, *values):
        if len(values) > 1:
            set.__init__(self, *values)
        values = _kept(values[0]) if values else ()
        set.__init__(self, values)
        self._arrivals = dict.fromkeys(values)

    def add(self, value):
        set.add(self, value)
        self._arrived().setdefault(value)

    def discard(self, value):
        set.discard(self, value)
        self._arrived().pop(value, None)

    def remove(self, value):
        set.remove(self, value)
        self._arrived().pop(value, None)

    def pop(self):
        if all(_counts_as_number(value) for value in set.__iter__(self)):
            value = set.pop(self)
        else:
            value = next(iter(self._arrived()))
            set.remove(self, value)
        self._arrived().pop(value, None)
        return value

    def clear(self):
        set.clear(self)
        self._arrivals = {}

    def update(self, *others):
        for other in others:
            other = _kept(other)
            arrived = self._arrived()
            set.update(self, other)
            arrived.update(dict.fromkeys(other))

    def intersection_update(self, *others):
        kept = self.intersection(*others)
        set.intersection_update(self, *[_kept(other) for other in others])
        self._arrivals = kept._arrived()

    def difference_update(self, *others):
        for other in others:
            other = _kept(other)
            set.difference_update(self, other)
        self._arrivals = {value: None for value in self._arrived() if value in self}

    def symmetric_difference_update(self, other):
        other = OrderedSet(other)
        set.symmetric_difference_update(self, other)
        both = dict(self._arrived())
        both.update(dict.fromkeys(other))
        self._arrivals = {value: None for value in both if value in self}

    def __ior__(self, other):
        if not isinstance(other, (set, frozenset)):
            return NotImplemented
        self.update(other)
        return self

    def __iand__(self, other):
        if not isinstance(other, (set, frozenset)):
            return NotImplemented
        self.intersection_update(other)
        return self

    def __isub__(self, other):
        if not isinstance(other, (set, frozenset)):
            return NotImplemented
        self.difference_update(other)
        return self

    def __ixor__(self, other):
        if not isinstance(other, (set, frozenset)):
            return NotImplemented
        self.symmetric_difference_update(other)
        return self


def _kept(values):
    """The values, so that they can be walked twice."""
    return values if isinstance(values, (set, frozenset, dict, list, tuple, str)) else list(values)


class OrderedFrozenSet(_Ordered, frozenset):
    """A frozenset that says it is `frozenset`."""

    _base = frozenset

    def __new__(cls, *values):
        if len(values) > 1:
            return frozenset(*values)
        values = _kept(values[0]) if values else ()
        made = frozenset.__new__(cls, values)
        made._arrivals = dict.fromkeys(values)
        return made

    def __hash__(self):
        return frozenset.__hash__(self)


for kind, name in ((OrderedSet, "set"), (OrderedFrozenSet, "frozenset")):
    kind.__name__ = kind.__qualname__ = name
    kind.__module__ = "builtins"


class OrderedWeakSet:
    """A WeakSet that is walked in order of arrival."""

    def __init__(self, values=None):
        self._references = {}
        for value in values or ():
            self.add(value)

    def add(self, value):
        reference = weakref.ref(value, self._forget)
        self._references.setdefault(reference)

    def discard(self, value):
        self._references.pop(weakref.ref(value), None)

    def remove(self, value):
        del self._references[weakref.ref(value)]

    def clear(self):
        self._references.clear()

    def _forget(self, reference):
        self._references.pop(reference, None)

    def __contains__(self, value):
        return weakref.ref(value) in self._references

    def __len__(self):
        return len(self._references)

    def __iter__(self):
        for reference in list(self._references):
            value = reference()
            if value is not None:
                yield value
