# views follow the dictionary
d = {'a': 1, 'b': 2}
keys, values, items = d.keys(), d.values(), d.items()
d['c'] = 3
print(keys, values, items, len(keys), 'c' in keys, 3 in values, ('c', 3) in items)
print(sorted(keys & {'a', 'z'}), sorted(keys | {'z'}), sorted(keys - {'a'}), keys == {'a', 'b', 'c'}, list(keys)[0])

#> dict_keys(['a', 'b', 'c']) dict_values([1, 2, 3]) dict_items([('a', 1), ('b', 2), ('c', 3)]) 3 True True True
#> ['a'] ['a', 'b', 'c', 'z'] ['b', 'c'] True a
#= ok
