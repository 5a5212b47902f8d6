# a list inside itself prints as dots
a = [1]
a.append(a)
print(a, repr(a))
d = {'a': a}
d['d'] = d
print(d)

#> [1, [...]] [1, [...]]
#> {'a': [1, [...]], 'd': {...}}
#= ok
