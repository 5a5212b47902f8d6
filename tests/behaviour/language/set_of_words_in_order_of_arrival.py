# other sets are walked in order of arrival
s = {'pear', 'fig', 'apple'}
s.add('kiwi')
s.add('fig')
print(s, list(s), ' '.join(s))
s.discard('pear')
s.add('pear')
print(s, {c for c in 'hello'}, set('banana'), frozenset(['z', 'a']))
print({'a', 'b'} | {'c', 'a'}, {'a', 'b', 'c'} - {'b'}, {('x', 1), ('y', 2)})

#> {'pear', 'fig', 'apple', 'kiwi'} ['pear', 'fig', 'apple', 'kiwi'] pear fig apple kiwi
#> {'fig', 'apple', 'kiwi', 'pear'} {'h', 'e', 'l', 'o'} {'b', 'a', 'n'} frozenset({'z', 'a'})
#> {'a', 'b', 'c'} {'a', 'c'} {('x', 1), ('y', 2)}
#= ok
