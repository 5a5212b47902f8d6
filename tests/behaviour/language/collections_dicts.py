# defaultdict, Counter and OrderedDict
from collections import Counter, OrderedDict, defaultdict


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


dd = defaultdict(list); dd['a'].append(1); dd['b'].append(2); dd['a'].append(3); print(dd, dict(dd), dd['zz'], len(dd), dd.get('q'), 'q' in dd, dd.default_factory)
t(defaultdict, 5); t(lambda: defaultdict()['x']); t(lambda: defaultdict(None, {'a':1}))
i = defaultdict(int, a=1); i['b'] += 5; print(i, i.copy(), type(i.copy()), i | {'c': 1}, i == {'a':1,'b':5}); i.default_factory = None; t(lambda: i['new'])
n = defaultdict(lambda: defaultdict(int)); n['x']['y'] += 1; print(n['x']['y'], list(n))
class DD(defaultdict):
    def __missing__(self, k): return 'M' + str(k)
print(DD(int)['x'], DD(int))
c = Counter('abracadabra'); print(c, c['a'], c['zz'], c.most_common(2), c.most_common(), sorted(c.elements()), c.total(), len(c))
c.update('aab'); c.subtract({'a': 2, 'r': 5}); print(c, Counter(a=3, b=1), Counter({'x': 1}), Counter([1,1,2]), Counter())
a = Counter(a=3, b=1, z=-1); b = Counter(a=1, b=2, q=-3); print(a + b, a - b, a | b, a & b, +a, -a, a == b, a != b, a <= b, a >= b, a < b, Counter(a=1) < Counter(a=2), Counter(a=0) == Counter())
a += b; print(a); a -= Counter(a=1); print(a); a |= Counter(k=5); print(a); a &= Counter(k=2, a=1); print(a)
del a['nope']; t(Counter.fromkeys, 'ab'); t(Counter, 5); print(dict(c), list(c.items())[:2], c.copy() == c, type(c.copy())); print(Counter(c), Counter(['a', ('b',)]), Counter('hello world').most_common(3), Counter({'a': 1, 'b': 'x'}))
t(lambda: Counter('a') + {'a': 1}); t(lambda: Counter('ab').most_common('x')); print(c.most_common(0), c.most_common(-1), c.most_common(None)[0], isinstance(c, dict), c.get('nope'), c.pop('a'), 'a' in c)
o = OrderedDict(a=1, b=2, c=3); o.move_to_end('a'); print(o); o.move_to_end('c', last=False); print(o, o.popitem(), o.popitem(last=False), o, OrderedDict()); t(o.move_to_end, 'zz'); t(OrderedDict().popitem)
print(OrderedDict(a=1,b=2) == OrderedDict(b=2,a=1), OrderedDict(a=1,b=2) == dict(b=2,a=1), OrderedDict([(1,2)]), list(reversed(OrderedDict(a=1,b=2))), OrderedDict(a=1) | {'b': 2}, o.copy(), type(o.copy()), OrderedDict.fromkeys('ab'))

#> defaultdict(<class 'list'>, {'a': [1, 3], 'b': [2], 'zz': []}) {'a': [1, 3], 'b': [2]} [] 3 None False <class 'list'>
#> TypeError first argument must be callable or None
#> KeyError 'x'
#> defaultdict(None, {'a': 1})
#> defaultdict(<class 'int'>, {'a': 1, 'b': 5}) defaultdict(<class 'int'>, {'a': 1, 'b': 5}) <class 'collections.defaultdict'> defaultdict(<class 'int'>, {'a': 1, 'b': 5, 'c': 1}) True
#> KeyError 'new'
#> 1 ['x']
#> Mx DD(<class 'int'>, {})
#> Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) 5 0 [('a', 5), ('b', 2)] [('a', 5), ('b', 2), ('r', 2), ('c', 1), ('d', 1)] ['a', 'a', 'a', 'a', 'a', 'b', 'b', 'c', 'd', 'r', 'r'] 11 5
#> Counter({'a': 5, 'b': 3, 'c': 1, 'd': 1, 'r': -3}) Counter({'a': 3, 'b': 1}) Counter({'x': 1}) Counter({1: 2, 2: 1}) Counter()
#> Counter({'a': 4, 'b': 3}) Counter({'q': 3, 'a': 2}) Counter({'a': 3, 'b': 2}) Counter({'a': 1, 'b': 1}) Counter({'a': 3, 'b': 1}) Counter({'z': 1}) False True False False False True True
#> Counter({'a': 4, 'b': 3})
#> Counter({'a': 3, 'b': 3})
#> Counter({'k': 5, 'a': 3, 'b': 3})
#> Counter({'k': 2, 'a': 1})
#> NotImplementedError Counter.fromkeys() is undefined.  Use Counter(iterable) instead.
#> TypeError 'int' object is not iterable
#> {'a': 5, 'b': 3, 'r': -3, 'c': 1, 'd': 1} [('a', 5), ('b', 3)] True <class 'collections.Counter'>
#> Counter({'a': 5, 'b': 3, 'c': 1, 'd': 1, 'r': -3}) Counter({'a': 1, ('b',): 1}) [('l', 3), ('o', 2), ('h', 1)] Counter({'a': 1, 'b': 'x'})
#> TypeError unsupported operand type(s) for +: 'Counter' and 'dict'
#> TypeError '>=' not supported between instances of 'str' and 'int'
#> [] [] ('a', 5) True None 5 False
#> OrderedDict({'b': 2, 'c': 3, 'a': 1})
#> OrderedDict({'b': 2}) ('a', 1) ('c', 3) OrderedDict({'b': 2}) OrderedDict()
#> KeyError 'zz'
#> KeyError 'dictionary is empty'
#> False True OrderedDict({1: 2}) ['b', 'a'] OrderedDict({'a': 1, 'b': 2}) OrderedDict({'b': 2}) <class 'collections.OrderedDict'> OrderedDict({'a': None, 'b': None})
#= ok
