# assignment inside an expression
if (n := len('abc')) > 2:
    print(n)
while (n := n - 1):
    print('n', n)
print([y for x in range(5) if (y := x * 2) > 3], (z := 1, 2), z)
def f():
    if any((hit := v) > 2 for v in [1, 3, 5]):
        return hit
print(f())

#> 3
#> n 2
#> n 1
#> [4, 6, 8] (1, 2) 1
#> 3
#= ok
