# every method of deque
from collections import deque


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


d = deque([1,2,3]); d.append(4); d.appendleft(0); print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), d, 2 in d, bool(deque()))
d.extend([7,8]); d.extendleft([9,10]); print(d); d.rotate(2); print(d); d.rotate(-3); print(d); d.rotate(); print(d); d.rotate(100); print(d)
d.reverse(); print(d, list(reversed(d)), d.count(7), d.index(7)); d.remove(7); print(d); d.insert(1, 'i'); print(d); d.insert(-1,'j'); d.insert(100,'k'); print(d); del d[0]; d[0] = 'z'; print(d); d.clear(); print(d)
m = deque('abcdef', maxlen=3); print(m, m.maxlen); m.append('g'); print(m); m.appendleft('x'); print(m); m.extend('123456'); print(m); t(m.insert, 1, 'q'); print(m.copy(), m * 2, deque([1]) * 3, deque([1]) + deque([2]), m + deque([1,2]))
t(deque().pop); t(deque().popleft); t(deque, 5); t(deque, [], -1); t(deque, [], 'a'); t(lambda: deque([1])[5]); t(lambda: deque([1])['a']); t(lambda: deque([1])[0:1]); t(deque([1]).remove, 5); t(deque([1]).index, 5); t(deque([1]).rotate, 'a'); t(lambda: deque() + [1]); t(hash, deque())
print(deque([1,2]) == deque([1,2]), deque([1]) < deque([2]), deque([1]) == [1], deque([1,[2]]) != deque([1,[3]]), deque(maxlen=2), deque(maxlen=0), type(iter(deque())))
def g():
    x = deque([1,2,3])
    for i in x: x.append(i)
t(g)
x = deque([1]); x.append(x); print(x); x += [5]; x *= 2; print(len(x)); x = deque([1,2], 3); x *= 3; print(x)
q = deque()
for i in range(1000): q.append(i); q.append(-i); q.popleft()
print(len(q), q[0], q[-1], sum(q), sorted(q)[:3])
class Dq(deque):
    def total(self): return sum(self)
s = Dq([1,2]); s.z = 1; print(s, s.total(), s.z, s.copy(), type(s.copy()), s.maxlen)

#> deque([1, 2, 3]) 5 0 4 4 0 deque([1, 2, 3]) True False
#> deque([10, 9, 1, 2, 3, 7, 8])
#> deque([7, 8, 10, 9, 1, 2, 3])
#> deque([9, 1, 2, 3, 7, 8, 10])
#> deque([10, 9, 1, 2, 3, 7, 8])
#> deque([7, 8, 10, 9, 1, 2, 3])
#> deque([3, 2, 1, 9, 10, 8, 7]) [7, 8, 10, 9, 1, 2, 3] 1 6
#> deque([3, 2, 1, 9, 10, 8])
#> deque([3, 'i', 2, 1, 9, 10, 8])
#> deque([3, 'i', 2, 1, 9, 10, 'j', 8, 'k'])
#> deque(['z', 2, 1, 9, 10, 'j', 8, 'k'])
#> deque([])
#> deque(['d', 'e', 'f'], maxlen=3) 3
#> deque(['e', 'f', 'g'], maxlen=3)
#> deque(['x', 'e', 'f'], maxlen=3)
#> deque(['4', '5', '6'], maxlen=3)
#> IndexError deque already at its maximum size
#> deque(['4', '5', '6'], maxlen=3) deque(['4', '5', '6'], maxlen=3) deque([1, 1, 1]) deque([1, 2]) deque(['6', 1, 2], maxlen=3)
#> IndexError pop from an empty deque
#> IndexError pop from an empty deque
#> TypeError 'int' object is not iterable
#> ValueError maxlen must be non-negative
#> TypeError an integer is required
#> IndexError deque index out of range
#> TypeError sequence index must be integer, not 'str'
#> TypeError sequence index must be integer, not 'slice'
#> ValueError 5 is not in deque
#> ValueError 5 is not in deque
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError can only concatenate deque (not "list") to deque
#> TypeError unhashable type: 'collections.deque'
#> True True False True deque([], maxlen=2) deque([], maxlen=0) <class 'collections._deque_iterator'>
#> RuntimeError deque mutated during iteration
#> deque([1, [...]])
#> 6
#> deque([2, 1, 2], maxlen=3)
#> 1000 500 -999 0 [-999, -998, -997]
#> Dq([1, 2]) 3 1 Dq([1, 2]) <class '__main__.Dq'> None
#= ok
