# sequences come apart, with a star for the rest
a, b = 1, 2
a, b = b, a
print(a, b)
first, *middle, last = range(5)
print(first, middle, last)
(x, [y, *z]), w = (1, 'abc'), 4
print(x, y, z, w)
*all_of_it, = 'hi'
print(all_of_it, [*range(3), *'ab'], (*[1], 2), {**{'a': 1}, 'b': 2, **{'a': 3}})
for k, (m, n) in {'a': (1, 2), 'b': (3, 4)}.items():
    print(k, m, n)
[p, q] = {'k1': 1, 'k2': 2}
print(p, q)
i = j = []
i.append(1)
print(j)

#> 2 1
#> 0 [1, 2, 3] 4
#> 1 a ['b', 'c'] 4
#> ['h', 'i'] [0, 1, 2, 'a', 'b'] (1, 2) {'a': 3, 'b': 2}
#> a 1 2
#> b 3 4
#> k1 k2
#> [1]
#= ok
