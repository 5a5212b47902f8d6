# is compares objects, == compares values
a = [1]
b = a
c = [1]
print(a is b, a is c, a == c, None is None, a is not c)
b.append(2)
print(a, c, () is (), True is True)

#> True False True True True
#> [1, 2] [1] True True
#= ok
