# operators, reflected operators and in-place ones
class N:
    def __init__(self, v): self.v = v
    def __repr__(self): return f'N({self.v})'
    def val(self, o): return o.v if isinstance(o, N) else o
    def __add__(self, o): return N(self.v + self.val(o)) if isinstance(o, (N, int)) else NotImplemented
    def __radd__(self, o): return N(o + self.v)
    def __sub__(self, o): return N(self.v - self.val(o))
    def __rsub__(self, o): return N(o - self.v)
    def __mul__(self, o): return N(self.v * self.val(o))
    __rmul__ = __mul__
    def __truediv__(self, o): return N(self.v / self.val(o))
    def __floordiv__(self, o): return N(self.v // self.val(o))
    def __mod__(self, o): return N(self.v % self.val(o))
    def __pow__(self, o): return N(self.v ** self.val(o))
    def __neg__(self): return N(-self.v)
    def __pos__(self): return 'pos'
    def __invert__(self): return 'inv'
    def __abs__(self): return N(abs(self.v))
    def __lshift__(self, o): return 'shl'
    def __rshift__(self, o): return 'shr'
    def __and__(self, o): return 'and'
    def __or__(self, o): return 'or'
    def __xor__(self, o): return 'xor'
    def __matmul__(self, o): return 'at'
    def __iadd__(self, o):
        self.v += 100
        return self
    def __int__(self): return self.v
    def __float__(self): return self.v + 0.5
    def __index__(self): return self.v
    def __round__(self, n=None): return ('round', n)
    def __divmod__(self, o): return 'dm'
n = N(7)
print(n + 1, 1 + n, n - 2, 10 - n, n * 3, 3 * n, n / 2, n // 2, n % 4, n ** 2, -n, +n, ~n, abs(N(-4)))
print(n << 1, n >> 1, n & 1, n | 1, n ^ 1, n @ 1, int(n), float(n), [0] * N(2), 'abcdefghij'[N(7)], round(n), round(n, 2), divmod(n, 2), range(N(3)), sum([N(1), N(2)]))
m = n
n += 1
n -= 1
print(n, m, m is n)
for f in (lambda: N(1) + 'a', lambda: 'a' - N(1), lambda: [] + N(1), lambda: N(1) < N(2)):
    try:
        print(f())
    except TypeError as e:
        print(e)

#> N(8) N(8) N(5) N(3) N(21) N(21) N(3.5) N(3) N(3) N(49) N(-7) pos inv N(4)
#> shl shr and or xor at 7 7.5 N([0, 0]) h ('round', None) ('round', 2) dm range(0, 3) N(3)
#> N(106) N(107) False
#> unsupported operand type(s) for +: 'N' and 'str'
#> unsupported operand type(s) for -: 'str' and 'int'
#> can only concatenate list (not "int") to list
#> '<' not supported between instances of 'N' and 'N'
#= ok
