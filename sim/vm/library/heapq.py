"""heapq: a list whose item at k is never above those at 2k+1 and 2k+2.

Comparisons are made in CPython's order, so that items that are equal come out alike.
"""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest',
           'heappushpop']


def _up(heap, start, at):
    """Moves the item at [at] towards the root while its parent is greater."""
    item = heap[at]
    while at > start:
        parent = (at - 1) >> 1
        above = heap[parent]
        if not item < above:
            break
        heap[at] = above
        at = parent
    heap[at] = item


def _down(heap, at):
    """Moves the smaller child up at every level, then the item up to its place."""
    end = len(heap)
    start = at
    item = heap[at]
    child = 2 * at + 1
    while child < end:
        other = child + 1
        if other < end and not heap[child] < heap[other]:
            child = other
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _up(heap, start, at)


def _check(heap):
    if not isinstance(heap, list):
        raise TypeError(f'heap argument must be a list, not {type(heap).__name__}')


def heappush(heap, item, /):
    _check(heap)
    heap.append(item)
    _up(heap, 0, len(heap) - 1)


def heappop(heap, /):
    _check(heap)
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _down(heap, 0)
    return first


def heapreplace(heap, item, /):
    _check(heap)
    if not heap:
        raise IndexError('index out of range')
    first = heap[0]
    heap[0] = item
    _down(heap, 0)
    return first


def heappushpop(heap, item, /):
    _check(heap)
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _down(heap, 0)
    return item


def heapify(heap, /):
    _check(heap)
    for at in reversed(range(len(heap) // 2)):
        _down(heap, at)


class _Entry:
    """An item of one of the iterables that are merged."""

    def __init__(self, key, order, item, rest, reverse):
        self.key, self.order, self.item, self.rest = key, order, item, rest
        self.reverse = reverse

    def __lt__(self, other):
        if self.reverse:
            if other.key < self.key:
                return True
            return not self.key < other.key and self.order < other.order
        if self.key < other.key:
            return True
        return not other.key < self.key and self.order < other.order


def merge(*iterables, key=None, reverse=False):
    heap = []
    for order, iterable in enumerate(iterables):
        rest = iter(iterable)
        for item in rest:
            heap.append(_Entry(item if key is None else key(item), order, item, rest, reverse))
            break
    heapify(heap)
    while heap:
        entry = heap[0]
        yield entry.item
        for item in entry.rest:
            entry.item = item
            entry.key = item if key is None else key(item)
            heapreplace(heap, entry)
            break
        else:
            heappop(heap)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
