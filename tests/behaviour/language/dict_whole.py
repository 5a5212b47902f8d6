# dicts: items, methods, views and their errors


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


d = {'a': 1, 'b': 2}
t(lambda: d['z']); t(lambda: d[[1]]); t(d.pop, 'z'); t(d.pop, 'z', 5); t(d.pop); t({}.popitem); t(d.get, 'a'); t(d.get, 'z', 3); t(d.get); t(d.get, [])
t(dict, 5); t(dict, [1]); t(dict, [(1,2,3)]); t(dict, ['ab']); t(dict, [(1,2)], x=3); t(dict, a=1, b=2); t(dict, {'q':1}, q=2); t(dict, 1, 2); t(dict, zip('ab',[1,2]))
def g():
    del d['zz']
t(g)
print(d.keys(), d.values(), d.items(), list(d), len(d), 'a' in d, 1 in d)
print(d | {'c': 3}, {'a': 9} | d); d |= {'x': 7}; print(d); d |= [('y', 8)]; print(d)
t(lambda: d | [('q',1)]); t(lambda: d | 5)
def g():
    global d
    d |= 5
t(g)
print(d.setdefault('a', 5), d.setdefault('n'), d.setdefault('m', []), d)
print(d.popitem(), d.pop('a'), d)
d.update(a=1); d.update({'b': 5}, c=6); d.update([('k', 1)]); print(d)
t(d.update, 5); t(d.update, [5]); t(d.update, 1, 2)
print(dict.fromkeys('abc'), dict.fromkeys([1,2], 0)); t(dict.fromkeys); t(dict.fromkeys, 5)
e = d.copy(); e.clear(); print(e, d == dict(d), d != {}, {1:2} == {1.0: 2.0}, {1:[1]} == {1:[1]}, {1:2}=={1:3}, {1: 2} == 5)
t(lambda: {1:2} < {1:3})
d = {}; d['self'] = d; print(d); print([d], d.items(), d.values())
d = {i: i*i for i in range(20)}
for i in range(0, 20, 2): del d[i]
print(d, list(reversed(d)))
for i in range(10): d[i] = 'n'
print(d)
k = d.keys(); d['new'] = 1; print(len(k), 'new' in k, list(k)[-1])
a = {1:1,2:2,3:3}; b = {2:2,3:4,5:5}
print(a.keys() & b.keys(), a.keys() | b.keys(), a.keys() - b.keys(), a.keys() ^ b.keys(), a.items() & b.items(), a.items() - b.items(), sorted(a.items() | b.items()), sorted(a.items() ^ b.items()))
print(a.keys() & [1,2,9], a.keys() | [7], a.keys() - [1], [1,2,9] & a.keys(), {1,9} | a.keys(), {1,9} - a.keys(), a.keys() == {1,2,3}, a.keys() < {1,2,3,4}, a.keys() >= {1}, a.keys() == b.keys(), a.keys().isdisjoint([8]), (1,1) in a.items(), (1,2) in a.items(), 2 in a.values(), a.items() == {(1,1),(2,2),(3,3)})
t(lambda: a.values() & b.values()); t(lambda: a.keys() & 5); t(lambda: a.keys() + b.keys()); t(lambda: a.keys()[0]); t(lambda: hash(a.keys())); t(lambda: a.values() == a.values())
def g():
    for k in a: a[k+10] = 1
t(g); print(a)
def g():
    for k in list(a): a.pop(k)
    a[1] = 2
    for k in a.keys(): del a[k]
t(g)
a = {1:1,2:2,3:3}
def g():
    for k in a:
        del a[k]; a[k] = 1
        if len(a) > 50: break
t(g)
a = {1:1,2:2,3:3}
for k in a: a[k] = k*2
print(a)
for k, v in a.items(): print(k, v, end=';')
print()

#> KeyError 'z'
#> TypeError unhashable type: 'list'
#> KeyError 'z'
#> 5
#> TypeError pop expected at least 1 argument, got 0
#> KeyError 'popitem(): dictionary is empty'
#> 1
#> 3
#> TypeError get expected at least 1 argument, got 0
#> TypeError unhashable type: 'list'
#> TypeError 'int' object is not iterable
#> TypeError cannot convert dictionary update sequence element #0 to a sequence
#> ValueError dictionary update sequence element #0 has length 3; 2 is required
#> {'a': 'b'}
#> {1: 2, 'x': 3}
#> {'a': 1, 'b': 2}
#> {'q': 2}
#> TypeError dict expected at most 1 argument, got 2
#> {'a': 1, 'b': 2}
#> KeyError 'zz'
#> dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)]) ['a', 'b'] 2 True False
#> {'a': 1, 'b': 2, 'c': 3} {'a': 1, 'b': 2}
#> {'a': 1, 'b': 2, 'x': 7}
#> {'a': 1, 'b': 2, 'x': 7, 'y': 8}
#> TypeError unsupported operand type(s) for |: 'dict' and 'list'
#> TypeError unsupported operand type(s) for |: 'dict' and 'int'
#> TypeError 'int' object is not iterable
#> 1 None [] {'a': 1, 'b': 2, 'x': 7, 'y': 8, 'n': None, 'm': []}
#> ('m', []) 1 {'b': 2, 'x': 7, 'y': 8, 'n': None}
#> {'b': 5, 'x': 7, 'y': 8, 'n': None, 'a': 1, 'c': 6, 'k': 1}
#> TypeError 'int' object is not iterable
#> TypeError cannot convert dictionary update sequence element #0 to a sequence
#> TypeError update expected at most 1 argument, got 2
#> {'a': None, 'b': None, 'c': None} {1: 0, 2: 0}
#> TypeError fromkeys expected at least 1 argument, got 0
#> TypeError 'int' object is not iterable
#> {} True True True True False False
#> TypeError '<' not supported between instances of 'dict' and 'dict'
#> {'self': {...}}
#> [{'self': {...}}] dict_items([('self', {'self': {...}})]) dict_values([{'self': {...}}])
#> {1: 1, 3: 9, 5: 25, 7: 49, 9: 81, 11: 121, 13: 169, 15: 225, 17: 289, 19: 361} [19, 17, 15, 13, 11, 9, 7, 5, 3, 1]
#> {1: 'n', 3: 'n', 5: 'n', 7: 'n', 9: 'n', 11: 121, 13: 169, 15: 225, 17: 289, 19: 361, 0: 'n', 2: 'n', 4: 'n', 6: 'n', 8: 'n'}
#> 16 True new
#> {2, 3} {1, 2, 3, 5} {1} {1, 5} {(2, 2)} {(1, 1), (3, 3)} [(1, 1), (2, 2), (3, 3), (3, 4), (5, 5)] [(1, 1), (3, 3), (3, 4), (5, 5)]
#> {1, 2} {1, 2, 3, 7} {2, 3} {1, 2} {1, 2, 3, 9} {9} True True True False True True False True True
#> TypeError unsupported operand type(s) for &: 'dict_values' and 'dict_values'
#> TypeError 'int' object is not iterable
#> TypeError unsupported operand type(s) for +: 'dict_keys' and 'dict_keys'
#> TypeError 'dict_keys' object is not subscriptable
#> TypeError unhashable type: 'dict_keys'
#> False
#> RuntimeError dictionary changed size during iteration
#> {1: 1, 2: 2, 3: 3, 11: 1}
#> RuntimeError dictionary changed size during iteration
#> None
#> {1: 2, 2: 4, 3: 6}
#> 1 2;2 4;3 6;
#= ok
