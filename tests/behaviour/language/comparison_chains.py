# each operand is evaluated once, and the chain stops early
def v(x):
    print('eval', x)
    return x
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 > 0, 1 == 1.0 == True, 1 < 2 > 1)
print(v(1) < v(2) < v(3))
print(v(3) < v(2) < v(1))
print('a' < 'b' <= 'b', [1, 2] < [1, 3], (1,) < (1, 0), 'Z' < 'a', '가' < '나')

#> True False True True True
#> eval 1
#> eval 2
#> eval 3
#> True
#> eval 3
#> eval 2
#> False
#> True True True True True
#= ok
