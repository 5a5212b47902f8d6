# get, setdefault, pop, update and the rest
d = {'a': 1}
print(d.get('a'), d.get('z'), d.get('z', 0), d.setdefault('a', 5), d.setdefault('n', []), d)
d.update({'b': 2}, c=3)
d.update([('d', 4)])
print(d, d.pop('a'), d.pop('zz', 'none'), d.popitem(), d)
print(dict.fromkeys('ab'), dict.fromkeys([1, 2], 0), d.copy() == d, list(reversed(d)))
d |= {'e': 5}
d.clear()
print(d, d.items(), d.keys(), d.values(), {'a': 1}.keys(), {'a': 1}.items())

#> 1 None 0 1 [] {'a': 1, 'n': []}
#> {'n': [], 'b': 2, 'c': 3} 1 none ('d', 4) {'n': [], 'b': 2, 'c': 3}
#> {'a': None, 'b': None} {1: 0, 2: 0} True ['c', 'b', 'n']
#> {} dict_items([]) dict_keys([]) dict_values([]) dict_keys(['a']) dict_items([('a', 1)])
#= ok
