# lists index, slice, add and repeat
a = [1, 2, 3, 4, 5]
print(a[0], a[-1], a[1:3], a[::-1], a[::2], a[10:], a + [6], a * 2, [0] * 3, 2 in a, 9 in a, len(a), [] + [])
for f in (lambda: a[5], lambda: a[-6], lambda: a['x'], lambda: a + (1,), lambda: a * 1.5, lambda: a[1.0], lambda: a + 1, lambda: [][0]):
    try:
        f()
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)

#> 1 5 [2, 3] [5, 4, 3, 2, 1] [1, 3, 5] [] [1, 2, 3, 4, 5, 6] [1, 2, 3, 4, 5, 1, 2, 3, 4, 5] [0, 0, 0] True False 5 []
#> IndexError list index out of range
#> IndexError list index out of range
#> TypeError list indices must be integers or slices, not str
#> TypeError can only concatenate list (not "tuple") to list
#> TypeError can't multiply sequence by non-int of type 'float'
#> TypeError list indices must be integers or slices, not float
#> TypeError can only concatenate list (not "int") to list
#> IndexError list index out of range
#= ok
