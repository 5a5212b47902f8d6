# the place of an augmented assignment is evaluated once
def index():
    print('index')
    return 0
a = [1, 2]
a[index()] += 5
a[index()] *= 2
class C: pass
c = C()
c.n = 1
c.n -= 3
c.n **= 2
print(a, c.n)
s = 'a'
s += 'b'
s *= 2
n = 7
n //= 2
n <<= 3
n %= 7
n |= 8
n ^= 1
n &= 0xff
n >>= 1
print(s, n, 5 if n else 6)
f = 1
f /= 4
print(f)

#> index
#> index
#> [12, 2] 4
#> abab 5 5
#> 0.25
#= ok
