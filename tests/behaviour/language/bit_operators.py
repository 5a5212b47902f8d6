# shifts, and, or, xor and complement
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 1023 >> 3, -1 >> 5, -17 >> 2)
print(True & False, True | False, True ^ True, ~-1)
for bad in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1.5 & 1):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

#> 1 7 6 -6 1024 127 -1 -5
#> False True False 0
#> ValueError negative shift count
#> ValueError negative shift count
#> TypeError unsupported operand type(s) for &: 'float' and 'int'
#= ok
