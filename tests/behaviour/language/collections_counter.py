# counting things
from collections import Counter
c = Counter('mississippi')
print(c, c['s'], c['z'], c.most_common(2), sorted(c.elements()), sum(c.values()), c.total())
c.update('sss')
c.subtract({'i': 2})
print(c, Counter(a=1) + Counter(a=2, b=1), Counter(a=3) - Counter(a=1, b=2), Counter(a=1) & Counter(a=2), Counter(a=1) | Counter(a=2), list(Counter('abca')), dict(Counter([1, 1, 2])))
del c['s']
print(c.most_common(), Counter() == {}, 'p' in c)

#> Counter({'i': 4, 's': 4, 'p': 2, 'm': 1}) 4 0 [('i', 4), ('s', 4)] ['i', 'i', 'i', 'i', 'm', 'p', 'p', 's', 's', 's', 's'] 11 11
#> Counter({'s': 7, 'i': 2, 'p': 2, 'm': 1}) Counter({'a': 3, 'b': 1}) Counter({'a': 2}) Counter({'a': 1}) Counter({'a': 2}) ['a', 'b', 'c'] {1: 2, 2: 1}
#> [('i', 2), ('p', 2), ('m', 1)] True True
#= ok
