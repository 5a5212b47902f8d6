# closures made in loops with shared cells
def make():
    out = []
    total = 0
    for i in range(3):
        def add(n, i=i):
            nonlocal total
            total += n * i
            return total
        out.append(add)
    return out
a, b, c = make()
print(a(10), b(10), c(10), a(1))

#> 0 10 30 30
#= ok
