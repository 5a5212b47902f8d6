# collections.ChainMap
from collections import ChainMap, defaultdict
from collections.abc import Mapping
a, b = {'x': 1, 'y': 2}, {'y': 20, 'z': 30}
c = ChainMap(a, b)
print(c, c['x'], c['y'], c['z'], c.get('q'), c.get('q', 5), len(c), list(c), 'z' in c, 'q' in c, bool(c), bool(ChainMap()), list(c.items()), list(c.keys()), list(c.values()), dict(c), c.maps, c.parents)
c['z'] = 99; print(a, b, c['z']); del c['z']; print(c['z'])
k = c.new_child({'x': 100}); print(k, k['x'], k.parents == c, c.new_child(w=1), c.new_child())
for f in (lambda: c['nope'], lambda: c.pop('z'), lambda: c.__delitem__('z'), lambda: ChainMap().popitem(), lambda: c + 1, lambda: hash(c)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(c.pop('x'), a, c.setdefault('z', 1), c.setdefault('n', 7), a, c == {'y': 2, 'z': 30, 'n': 7}, c != {}, c.copy(), ChainMap.fromkeys('ab', 1), c | {'o': 1}, {'o': 1} | c)
c |= {'p': 5}; print(c); c.update(r=1); c.update({'s': 2}); print(c, isinstance(c, Mapping), {**c}, [*c])
class Deep(ChainMap):
    def __missing__(self, key): return f'no {key}'
d = Deep(defaultdict(list)); print(Deep({}, {})['k'], d['k'], d)
c.maps.append({'last': 0}); print(c['last'], c.popitem(), ChainMap({1: 2}).popitem()); c.clear(); print(c)
r = ChainMap(); r['self'] = r; print(r)
print(ChainMap({'a': 1}).keys() & {'a'}, sorted(ChainMap({'b': 1}, {'a': 1})), ChainMap[str, int])

#> ChainMap({'x': 1, 'y': 2}, {'y': 20, 'z': 30}) 1 2 30 None 5 3 ['y', 'z', 'x'] True False True False [('y', 2), ('z', 30), ('x', 1)] ['y', 'z', 'x'] [2, 30, 1] {'y': 2, 'z': 30, 'x': 1} [{'x': 1, 'y': 2}, {'y': 20, 'z': 30}] ChainMap({'y': 20, 'z': 30})
#> {'x': 1, 'y': 2, 'z': 99} {'y': 20, 'z': 30} 99
#> 30
#> ChainMap({'x': 100}, {'x': 1, 'y': 2}, {'y': 20, 'z': 30}) 100 True ChainMap({'w': 1}, {'x': 1, 'y': 2}, {'y': 20, 'z': 30}) ChainMap({}, {'x': 1, 'y': 2}, {'y': 20, 'z': 30})
#> KeyError 'nope'
#> KeyError "Key not found in the first mapping: 'z'"
#> KeyError "Key not found in the first mapping: 'z'"
#> KeyError 'No keys found in the first mapping.'
#> TypeError unsupported operand type(s) for +: 'ChainMap' and 'int'
#> TypeError unhashable type: 'ChainMap'
#> 1 {'y': 2, 'n': 7} 30 7 {'y': 2, 'n': 7} True True ChainMap({'y': 2, 'n': 7}, {'y': 20, 'z': 30}) ChainMap({'a': 1, 'b': 1}) ChainMap({'y': 2, 'n': 7, 'o': 1}, {'y': 20, 'z': 30}) ChainMap({'o': 1, 'y': 2, 'z': 30, 'n': 7})
#> ChainMap({'y': 2, 'n': 7, 'p': 5}, {'y': 20, 'z': 30})
#> ChainMap({'y': 2, 'n': 7, 'p': 5, 'r': 1, 's': 2}, {'y': 20, 'z': 30}) True {'y': 2, 'z': 30, 'n': 7, 'p': 5, 'r': 1, 's': 2} ['y', 'z', 'n', 'p', 'r', 's']
#> no k [] Deep(defaultdict(<class 'list'>, {'k': []}))
#> 0 ('s', 2) (1, 2)
#> ChainMap({}, {'y': 20, 'z': 30}, {'last': 0})
#> ChainMap({'self': ...})
#> {'a'} ['a', 'b'] collections.ChainMap[str, int]
#= ok
