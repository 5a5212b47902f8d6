# keys keep the order in which they came
d = {'b': 1, 'a': 2}
d['c'] = 3
d['b'] = 9
print(d, d['a'], len(d), 'a' in d, 'z' in d, list(d), list(d.keys()), list(d.values()), list(d.items()))
del d['b']
d['b'] = 0
print(d, {1: 'x', 1.0: 'y'}, {(1, 2): [3]}, {}, dict(a=1, b=2), dict([('k', 1)]), dict({'x': 1}, y=2))
print({'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {'a': 1} != {'a': 2}, {'a': 1} | {'b': 2, 'a': 3})

#> {'b': 9, 'a': 2, 'c': 3} 2 3 True False ['b', 'a', 'c'] ['b', 'a', 'c'] [9, 2, 3] [('b', 9), ('a', 2), ('c', 3)]
#> {'a': 2, 'c': 3, 'b': 0} {1: 'y'} {(1, 2): [3]} {} {'a': 1, 'b': 2} {'k': 1} {'x': 1, 'y': 2}
#> True True {'a': 3, 'b': 2}
#= ok
