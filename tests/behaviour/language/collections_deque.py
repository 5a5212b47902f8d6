# both ends, a limit and rotation
from collections import deque
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, d.pop(), d.popleft(), len(d), d[0], d[-1], 2 in d, list(d), bool(deque()))
d.extend([7, 8])
d.extendleft([9, 10])
d.rotate(2)
print(d, d.count(7), d.index(3), deque('abc', maxlen=2), deque(maxlen=3).maxlen)
d.remove(9)
d.rotate(-1)
d[1] = 'x'
d.insert(1, 'i')
d.reverse()
print(d, d == deque(list(d)), d.copy(), [*d])
d.clear()
for f in (lambda: d.pop(), lambda: d.popleft(), lambda: d.remove(1), lambda: d[0]):
    try:
        f()
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)

#> deque([1, 2, 3]) 4 0 3 1 3 True [1, 2, 3] False
#> deque([7, 8, 10, 9, 1, 2, 3]) 1 6 deque(['b', 'c'], maxlen=2) 3
#> deque([7, 3, 2, 1, 'x', 'i', 8]) True deque([7, 3, 2, 1, 'x', 'i', 8]) [7, 3, 2, 1, 'x', 'i', 8]
#> IndexError pop from an empty deque
#> IndexError pop from an empty deque
#> ValueError 1 is not in deque
#> IndexError deque index out of range
#= ok
