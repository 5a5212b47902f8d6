"""_ranges: a range whose ends, step or length need more than 64 bits."""


def make(start, stop, step):
    """What range(start, stop, step) gives; every one is an int."""
    if not step:
        raise ValueError('range() arg 3 must not be zero')
    return _Range(start, stop, step)


class _Range:
    """What type() calls range, and isinstance() finds to be one."""

    @property
    def __class__(self):
        return range

    def __init__(self, start, stop, step):
        self.start = start
        self.stop = stop
        self.step = step
        distance = stop - start if step > 0 else start - stop
        self._count = max(0, (distance - 1) // abs(step) + 1)

    def __repr__(self):
        step = '' if self.step == 1 else f', {self.step}'
        return f'range({self.start}, {self.stop}{step})'

    def __len__(self):
        if self._count > 0x7fff_ffff_ffff_ffff:
            raise OverflowError('Python int too large to convert to C ssize_t')
        return self._count

    def __bool__(self):
        return self._count > 0

    def __getitem__(self, key):
        if isinstance(key, slice):
            return self._slice(key)
        try:
            at = key.__index__()
        except AttributeError:
            raise TypeError('range indices must be integers or slices, not '
                            + type(key).__name__) from None
        if at < 0:
            at += self._count
        if not 0 <= at < self._count:
            raise IndexError('range object index out of range')
        return self.start + at * self.step

    def _slice(self, key):
        step = 1 if key.step is None else key.step.__index__()
        if not step:
            raise ValueError('slice step cannot be zero')
        low, high = (0, self._count) if step > 0 else (-1, self._count - 1)

        def bound(at, default):
            if at is None:
                return default
            at = at.__index__()
            return max(at + self._count, low) if at < 0 else min(at, high)

        first = bound(key.start, low if step > 0 else high)
        last = bound(key.stop, high if step > 0 else low)
        return range(self.start + first * self.step, self.start + last * self.step,
                     self.step * step)

    def _place(self, number):
        """Where the int is, or -1."""
        at, rest = divmod(number - self.start, self.step)
        return at if not rest and 0 <= at < self._count else -1

    def __contains__(self, item):
        if type(item) in (int, bool):
            return self._place(item) >= 0
        return any(item == number for number in self)

    def index(self, value, /):
        at = self._place(value) if type(value) in (int, bool) else -1
        if at < 0:
            raise ValueError(f'{value!r} is not in range')
        return at

    def count(self, value, /):
        return int(value in self)

    def __iter__(self):
        number = self.start
        for _ in self._turns():
            yield number
            number += self.step

    def __reversed__(self):
        number = self.start + (self._count - 1) * self.step
        for _ in self._turns():
            yield number
            number -= self.step

    def _turns(self):
        left = self._count
        while left:
            yield
            left -= 1

    def _key(self):
        return (self._count, self.start if self._count else None,
                self.step if self._count > 1 else None)

    def __eq__(self, other):
        if not isinstance(other, range):
            return NotImplemented
        return self._key() == _key_of(other)

    def __hash__(self):
        return hash(self._key())


_Range.__name__ = _Range.__qualname__ = 'range'
_Range.__module__ = 'builtins'


def _key_of(other):
    if hasattr(other, '_key'):
        return other._key()
    count = len(other)
    return (count, other.start if count else None, other.step if count > 1 else None)
