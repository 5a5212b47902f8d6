# += works in place and *= repeats
a = [1]
b = a
a += (2, 3)
a *= 2
print(a, a is b)
a = a + [9]
print(a is b, b)
n = [[0] * 2] * 2
n[0][0] = 1
print(n)
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error, t)

#> [1, 2, 3, 1, 2, 3] True
#> False [1, 2, 3, 1, 2, 3]
#> [[1, 0], [1, 0]]
#> 'tuple' object does not support item assignment ([1],)
#= ok
