# doubles, with Python's floor and modulo
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, 1e308 * 10)
print(2 ** 0.5, 2.0 ** 3, 4 ** 0.5, 1.5 + 1, 3 - 0.5, 3 * 0.1)
print(0.1 + 0.1 + 0.1 == 0.3, 1 == 1.0, hash(1) == hash(1.0), 2 < 2.5)
print(int(3.9), int(-3.9), round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(1234, -2), round(5.5))
print((3.0).is_integer(), (3.5).is_integer(), abs(-2.5), float('1e3'), float('  2.5 '))

#> 3.0 -4.0 1.5 0.5 -0.5 inf
#> 1.4142135623730951 8.0 2.0 2.5 2.5 0.30000000000000004
#> False True True True
#> 3 -3 2 4 -2 2.67 1200.0 1200 6
#> True False 2.5 1000.0 2.5
#= ok
