# missing keys are made
from collections import defaultdict
d = defaultdict(list)
d['a'].append(1)
d['a'].append(2)
d['b']
print(d, dict(d), d.get('z'), len(d), 'z' in d, d.default_factory is list)
c = defaultdict(int)
for ch in 'hello':
    c[ch] += 1
print(sorted(c.items()), c['new'], defaultdict(lambda: 'x')['q'])
try:
    defaultdict(None)['k']
except KeyError as e:
    print(repr(e))
try:
    defaultdict(5)
except TypeError as e:
    print(e)

#> defaultdict(<class 'list'>, {'a': [1, 2], 'b': []}) {'a': [1, 2], 'b': []} None 2 False True
#> [('e', 1), ('h', 1), ('l', 2), ('o', 1)] 0 x
#> KeyError('k')
#> first argument must be callable or None
#= ok
