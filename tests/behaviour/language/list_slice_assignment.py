# slices can be replaced and deleted
a = list(range(8))
a[2:4] = ['x', 'y', 'z']
print(a)
a[::2] = [0] * len(a[::2])
print(a)
a[1:1] = [9, 9]
del a[0], a[-1]
del a[::3]
print(a)
a[:] = 'ab'
print(a)
for f in (lambda: a.__setitem__(slice(None, None, 2), [1, 2, 3]), lambda: a.__setitem__(5, 1), lambda: a.__delitem__(7)):
    try:
        f()
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
try:
    a[0:1] = 5
except TypeError as error:
    print(error)

#> [0, 1, 'x', 'y', 'z', 4, 5, 6, 7]
#> [0, 1, 0, 'y', 0, 4, 0, 6, 0]
#> [9, 1, 'y', 0, 0, 6]
#> ['a', 'b']
#> ValueError attempt to assign sequence of size 3 to extended slice of size 1
#> IndexError list assignment index out of range
#> IndexError list assignment index out of range
#> must assign iterable to extended slice
#= ok
