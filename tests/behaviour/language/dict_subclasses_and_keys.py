# classes that derive from dict, and keys of the program


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


class D(dict):
    def __missing__(self, k): return k*2
x = D(a=1); print(x, x['b'], x['a'], len(x), isinstance(x, dict), x.get('b'), 'b' in x, x == {'a':1}, x.copy(), type(x.copy()))
x.attr = 5; print(x.attr, x.__dict__)
print(D.fromkeys('ab', 1), type(D.fromkeys('ab')), type(x | {}), x | {'q': 1})
class E(dict):
    def __setitem__(self, k, v):
        print('set', k, v); super().__setitem__(k, v)
    def __getitem__(self, k):
        print('get', k); return super().__getitem__(k)
y = E(); y['a'] = 1; y['a']; y.update(b=2); print(y, y.get('a'), y.pop('a'), y.setdefault('z', 3)); print(E.fromkeys([1]))
print(dict(y))
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): print('hash', self.v); return 1
    def __eq__(self, o): print('eq', self.v, getattr(o, 'v', o)); return isinstance(o, K) and self.v == o.v
d = {K(1): 'a', K(2): 'b'}
print(d[K(2)], K(3) in d, d.get(K(1))); d[K(1)] = 'c'; d.setdefault(K(2), 1); d.pop(K(1)); print(len(d), 5 in {K(4): 1}, 1 in {K(4): 1})
print({1: 'a', True: 'b', 1.0: 'c'}, {0: 1}.get(False), {None: 1}[None], {(1,2): 3}[(1,2)], {1.5: 2}[1.5], {-1: 1}[-1.0])
print(type({}.keys()), type({}.items()), repr({}.values()), {}.keys() == set(), bool({}.keys()))
print(list({'a':1}.items())[0], dict([['a', 1]]), dict({}), {**{'a': 1}, 'b': 2, **{'a': 3}})
t(lambda: {[]: 1}); t(lambda: {{}: 1}); t(lambda: {}.fromkeys([[]])); t(type({}.keys())); t(lambda: {} < {})
m = {}
for i in range(1000): m[str(i)] = i
for i in range(0, 1000, 3): del m[str(i)]
print(len(m), sum(m.values()), m['1'], list(m)[:5], list(m)[-3:]); 
while m: m.popitem()
print(m)
q = {}
for i in range(100):
    q[i] = i
    if i > 5: del q[i-5]
print(q)
class Bad:
    def __eq__(self, o): raise ValueError('eq')
    def __hash__(self): return 1
bb = {Bad(): 1}
t(lambda: bb[1]); t(lambda: 1 in bb); t(bb.get, 1); t(bb.pop, 1); t(bb.setdefault, 1); t(lambda: bb == {1: 1}); t(lambda: {1:1} == bb)
class H:
    def __hash__(self): raise KeyError('h')
t(lambda: bb[H()]); t(lambda: {H(): 1}); t(lambda: {H()})
print(d.__len__(), {}.__contains__(1), {1:2}.__getitem__(1), dict.get({1:2}, 1), dict.__repr__({1:2}), {}.__eq__({}), {}.__lt__({}))

#> {'a': 1} bb 1 1 True None False True {'a': 1} <class 'dict'>
#> 5 {'attr': 5}
#> {'a': 1, 'b': 1} <class '__main__.D'> <class 'dict'> {'a': 1, 'q': 1}
#> set a 1
#> get a
#> {'b': 2, 'z': 3} 1 1 3
#> set 1 None
#> {1: None}
#> {'b': 2, 'z': 3}
#> hash 1
#> hash 2
#> eq 1 2
#> hash 2
#> eq 1 2
#> eq 2 2
#> hash 3
#> eq 1 3
#> eq 2 3
#> hash 1
#> eq 1 1
#> b False a
#> hash 1
#> eq 1 1
#> hash 2
#> eq 1 2
#> eq 2 2
#> hash 1
#> eq 1 1
#> hash 4
#> hash 4
#> eq 4 1
#> 1 False False
#> {1: 'c'} 1 1 3 2 1
#> <class 'dict_keys'> <class 'dict_items'> dict_values([]) True False
#> ('a', 1) {'a': 1} {} {'a': 3, 'b': 2}
#> TypeError unhashable type: 'list'
#> TypeError unhashable type: 'dict'
#> TypeError unhashable type: 'list'
#> TypeError cannot create 'dict_keys' instances
#> TypeError '<' not supported between instances of 'dict' and 'dict'
#> 666 332667 1 ['1', '2', '4', '5', '7'] ['995', '997', '998']
#> {}
#> {0: 0, 95: 95, 96: 96, 97: 97, 98: 98, 99: 99}
#> ValueError eq
#> ValueError eq
#> ValueError eq
#> ValueError eq
#> ValueError eq
#> ValueError eq
#> ValueError eq
#> KeyError 'h'
#> KeyError 'h'
#> KeyError 'h'
#> 1 False 2 2 {1: 2} True NotImplemented
#= ok
