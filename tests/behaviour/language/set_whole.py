# sets: order, methods, operators and their errors


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


print({3,1,2}, set(), frozenset(), frozenset([3,1]), set('a'), {1,2.0,True}, set(range(10)), {100, 5, 33, -1, -2}, {1.5, 2.5, 0.1}, {None, 1}, {(1,2),(3,4)}, {'b','a'} == {'a','b'})
s = {1,2,3}
t(s.remove, 9); t(s.discard, 9); t(set().pop); t(s.add, []); t(s.add); t(set, 5); t(frozenset, 5); t(lambda: s + {1}); t(lambda: s | [1]); t(lambda: s - [1]); t(s.union, [7], (8,)); t(s.union, 5); t(lambda: s < 5); t(lambda: s[0]); t(hash, s); t(s.update, 5); t(s.issubset, 5); t(s.intersection, [2,3,9], [3]); t(s.difference, [1], [2]); t(s.symmetric_difference, [1, 9]); t(s.isdisjoint, [4]); t(s.issuperset, [1]); t(s.issubset, range(5))
print(s & {2,9}, s | {9}, s - {1}, s ^ {1,9}, s <= {1,2,3}, s < {1,2,3}, s < {1,2,3,4}, s >= {1}, s > {1}, s == frozenset(s), s != {1}, {1} in [{1}], 2 in s, s == [1,2,3])
f = frozenset([1,2]); print(f | {3}, {3} | f, type(f | {3}), type({3} | f), hash(f), hash(frozenset()), hash(frozenset([1,2,3])), {f: 1}[frozenset([2,1])], f in {f}, {1,2} in {f})
t(lambda: f.add(1))
s |= {10}; s &= {1,2,10}; s -= {1}; s ^= {2, 20}; print(s)
g = f; g |= {5}; print(g, f)
def h():
    x = {1}
    x |= [2]
t(h)
s.update([1,2],[3]); s.intersection_update([1,2,3]); s.difference_update([1]); s.symmetric_difference_update([2,7]); print(s, s.copy(), s.clear(), s)
def h():
    x = {1,2,3}
    for i in x: x.add(i+10)
t(h)
def h():
    x = {1,2,3}
    for i in x: x.discard(i)
t(h)
print([x for x in {5,3,8}], sorted({'x','y'}), len({1,1,1}), bool(set()), {*[1,2],3}, set({1:2}), set('hello') == set('olleh'))
print({1,2,3}.pop(), {300, 2, 40}.pop(), {-5}.pop())
a = {1}; b = frozenset([a.pop(), 2]); print(a, b)
print(set([3,1,2]) - {1} - {3}, {1,2} ^ {2,3}, {1}.union({2},{3}), set().union(), {1,2}.intersection(), {1}.difference())
class O:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __hash__(s): return hash(s.v)
    def __repr__(s): return f'O{s.v}'
print({O(1), O(1)}, O(1) in {O(1)}, {O(1)} == {O(1)}, {O(1)} - {O(1)}, {O(1)} & {O(1), O(2)} )
x = {1}; x.add((1,2)); x.add(frozenset([1])) ; print(len(x), frozenset([1]) in x, {1} in x); x.discard({1}); print(x); t(x.remove, {5})

#> {1, 2, 3} set() frozenset() frozenset({1, 3}) {'a'} {1, 2.0} {0, 1, 2, 3, 4, 5, 6, 7, 8, 9} {33, 100, 5, -2, -1} {0.1, 1.5, 2.5} {None, 1} {(1, 2), (3, 4)} True
#> KeyError 9
#> None
#> KeyError 'pop from an empty set'
#> TypeError unhashable type: 'list'
#> TypeError set.add() takes exactly one argument (0 given)
#> TypeError 'int' object is not iterable
#> TypeError 'int' object is not iterable
#> TypeError unsupported operand type(s) for +: 'set' and 'set'
#> TypeError unsupported operand type(s) for |: 'set' and 'list'
#> TypeError unsupported operand type(s) for -: 'set' and 'list'
#> {1, 2, 3, 7, 8}
#> TypeError 'int' object is not iterable
#> TypeError '<' not supported between instances of 'set' and 'int'
#> TypeError 'set' object is not subscriptable
#> TypeError unhashable type: 'set'
#> TypeError 'int' object is not iterable
#> TypeError 'int' object is not iterable
#> {3}
#> {3}
#> {2, 3, 9}
#> True
#> True
#> True
#> {2} {1, 2, 3, 9} {2, 3} {2, 3, 9} True False True True True True True True True False
#> frozenset({1, 2, 3}) {1, 2, 3} <class 'frozenset'> <class 'set'> -1826646154956904602 133146708735736 -272375401224217160 1 True True
#> AttributeError 'frozenset' object has no attribute 'add'
#> {10, 20}
#> frozenset({1, 2, 5}) frozenset({1, 2})
#> TypeError unsupported operand type(s) for |=: 'set' and 'list'
#> set() {3, 7} None set()
#> RuntimeError Set changed size during iteration
#> RuntimeError Set changed size during iteration
#> [8, 3, 5] ['x', 'y'] 1 False {1, 2, 3} {1} True
#> 1 40 -5
#> set() frozenset({1, 2})
#> {2} {1, 3} {1, 2, 3} set() {1, 2} {1}
#> {O1} True True set() {O1}
#> 3 True True
#> {1, (1, 2)}
#> KeyError {5}
#= ok
