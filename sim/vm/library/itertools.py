"""itertools: iterators made of iterators."""

import operator as _operator


def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable, /):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        yield from saved


def repeat(object, times=None):
    if times is None:
        return _repeat_forever(object)
    return _repeat(object, times)


def _repeat_forever(object):
    while True:
        yield object


def _repeat(object, times):
    for _ in range(times):
        yield object


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iterable, _operator.add if func is None else func, initial)


def _accumulate(iterable, func, initial):
    items = iter(iterable)
    total = initial
    if initial is None:
        for total in items:
            break
        else:
            return
    yield total
    for item in items:
        total = func(total, item)
        yield total


def batched(iterable, n, *, strict=False):
    if n < 1:
        raise ValueError('n must be at least one')
    return _batched(iter(iterable), n, strict)


def _batched(items, n, strict):
    while batch := tuple(islice(items, n)):
        if strict and len(batch) != n:
            raise ValueError('batched(): incomplete batch')
        yield batch


def chain(*iterables):
    return _chain(iterables)


def _chain(iterables):
    for iterable in iterables:
        yield from iterable


chain.from_iterable = _chain


def combinations(iterable, r):
    if r < 0:
        raise ValueError('r must be non-negative')
    return _combinations(tuple(iterable), r)


def _combinations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(r))
    while True:
        yield tuple([pool[i] for i in indices])
        at = r - 1
        while at >= 0 and indices[at] == at + n - r:
            at -= 1
        if at < 0:
            return
        indices[at] += 1
        for i in range(at + 1, r):
            indices[i] = indices[i - 1] + 1


def combinations_with_replacement(iterable, r):
    if r < 0:
        raise ValueError('r must be non-negative')
    return _combinations_again(tuple(iterable), r)


def _combinations_again(pool, r):
    n = len(pool)
    if not n and r:
        return
    indices = [0] * r
    while True:
        yield tuple([pool[i] for i in indices])
        at = r - 1
        while at >= 0 and indices[at] == n - 1:
            at -= 1
        if at < 0:
            return
        indices[at:] = [indices[at] + 1] * (r - at)


def compress(data, selectors):
    return (item for item, chosen in zip(data, selectors) if chosen)


def dropwhile(predicate, iterable, /):
    items = iter(iterable)
    for item in items:
        if not predicate(item):
            yield item
            break
    yield from items


def filterfalse(predicate, iterable, /):
    if predicate is None:
        predicate = bool
    return (item for item in iterable if not predicate(item))


class groupby:
    def __init__(self, iterable, key=None):
        self._key = (lambda item: item) if key is None else key
        self._items = iter(iterable)
        self._wanted = self._present = self._value = object()
        self._group = None

    def __iter__(self):
        return self

    def __next__(self):
        self._group = object()
        while self._present == self._wanted:
            self._value = next(self._items)
            self._present = self._key(self._value)
        self._wanted = self._present
        return self._present, self._members(self._wanted, self._group)

    def _members(self, wanted, group):
        while self._group is group and self._present == wanted:
            yield self._value
            try:
                self._value = next(self._items)
            except StopIteration:
                return
            self._present = self._key(self._value)


def islice(iterable, *arguments):
    s = slice(*arguments)
    start = 0 if s.start is None else s.start
    step = 1 if s.step is None else s.step
    for value in (start, s.stop):
        if value is not None and (not isinstance(value, int) or value < 0):
            which = 'Indices for islice()' if len(arguments) > 1 else 'Stop argument for islice()'
            raise ValueError(f'{which} must be None or an integer: 0 <= x <= sys.maxsize.')
    if not isinstance(step, int) or step < 1:
        raise ValueError('Step for islice() must be a positive integer or None.')
    return _islice(iter(iterable), start, s.stop, step)


def _islice(items, start, stop, step):
    at = 0
    wanted = start
    while stop is None or wanted < stop:
        while at <= wanted:
            for item in items:
                break
            else:
                return
            at += 1
        yield item
        wanted += step
    if stop is not None:
        while at < stop:
            for item in items:
                break
            else:
                return
            at += 1


def pairwise(iterable, /):
    items = iter(iterable)
    for before in items:
        break
    for item in items:
        yield before, item
        before = item


def permutations(iterable, r=None):
    pool = tuple(iterable)
    r = len(pool) if r is None else r
    if r < 0:
        raise ValueError('r must be non-negative')
    return _permutations(pool, r)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield tuple([pool[i] for i in indices[:r]])
    while True:
        for i in reversed(range(r)):
            cycles[i] -= 1
            if cycles[i]:
                other = n - cycles[i]
                indices[i], indices[other] = indices[other], indices[i]
                yield tuple([pool[k] for k in indices[:r]])
                break
            indices.append(indices.pop(i))
            cycles[i] = n - i
        else:
            return


def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError('repeat argument cannot be negative')
    return _product([tuple(iterable) for iterable in iterables] * repeat)


def _product(pools):
    if not all(pools):
        return
    indices = [0] * len(pools)
    while True:
        yield tuple([pool[i] for pool, i in zip(pools, indices)])
        at = len(pools) - 1
        while at >= 0 and indices[at] == len(pools[at]) - 1:
            indices[at] = 0
            at -= 1
        if at < 0:
            return
        indices[at] += 1


def starmap(function, iterable, /):
    return (function(*arguments) for arguments in iterable)


def takewhile(predicate, iterable, /):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError('n must be >= 0')
    if not n:
        return ()
    items = iter(iterable)
    link = [None, None]
    return tuple(_tee(items, link) for _ in range(n))


def _tee(items, link):
    while True:
        if link[1] is None:
            for item in items:
                break
            else:
                return
            link[0] = item
            link[1] = [None, None]
        value, link = link
        yield value


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _zip_longest(iterators, fillvalue):
    active = len(iterators)
    while active:
        values = []
        for i, iterator in enumerate(iterators):
            if iterator is None:
                values.append(fillvalue)
                continue
            for value in iterator:
                break
            else:
                active -= 1
                if not active:
                    return
                iterators[i] = None
                value = fillvalue
            values.append(value)
        yield tuple(values)
