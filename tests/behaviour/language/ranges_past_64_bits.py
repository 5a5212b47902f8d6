# ranges and subclasses of int where 64 bits do not suffice
import operator
r = range(10**20)
print(r, bool(r), r[5], r[-1], r[10**19], 10**19 in r, -1 in r, 10**20 in r, 1.5 in range(0, 10**20, 10**19))
try: len(r)
except OverflowError as e: print(e)
try: r[10**20]
except IndexError as e: print(e)
try: r['a']
except TypeError as e: print(e)
try: range(10)[10**30]
except IndexError as e: print(e)
try: range(10**20, 0, 0)
except ValueError as e: print(e)
big = range(10**20, 10**20 + 50, 7)
print(big, len(big), list(big)[:3], list(reversed(big))[-2:], big.index(10**20 + 14), big.count(10**20 + 1))
print(big[1:3], big[::-1], r[2:10**30:10**19], r[-3:], r[10**19:10**19 + 2])
print(big.start, big.stop, big.step, isinstance(big, range), big == range(10**20, 10**20 + 50, 7), big == range(3))
print(hash(big) == hash(range(10**20, 10**20 + 50, 7)), range(10**20, 5) == range(0), not range(10**20, 5))
print(range(-2**63, 2**63 - 1)[0], range(-2**63, 2**63)[-1], range(2**62)[::2**63])
it = iter(r)
print(next(it), next(it), next(it))
for i in range(2**63 - 2, 2**63 + 2): print(i, end=' ')
print()
try: big.index(3)
except ValueError as e: print(e)

class Whole(int):
    def doubled(self):
        return Whole(self * 2)

    def __repr__(self):
        return f'Whole({int(self)})'

a = Whole(10**30)
print(a, repr(a), str(a), type(a).__name__, a.doubled(), type(a + 1).__name__)
print(a + 1, 1 + a, a - 10**30, a * a, a // 7, a % 7, divmod(a, 10**15), a ** 2, -a, abs(Whole(-10**30)), ~a, +a)
print(a / 10**29, a + 0.5, 2.0 * a, float(a), int(a), round(a, -29), a >> 90, a & 255, a << 1)
print(a == 10**30, a != 10**30, a > 3, 3 < a, a < 1e40, a >= Whole(10**30), a == Whole(10**30), a == 'x')
print(hash(a) == hash(10**30), {a: 1}[10**30], bool(a), f'{a:,}', f'{a:x}', '%d' % a, a.bit_length(), a.bit_count(), a.as_integer_ratio())
print(a.real, a.numerator, a.denominator, isinstance(a, int), sorted([a, Whole(3), 10**31]), max(a, 5), sum([a, a]))
print(pow(a, 3, 1000007), operator.index(a), range(a)[1], [1, 2, 3][:a])
a.note = 'mine'
print(a.note, Whole('123456789012345678901234567890'))

#> range(0, 100000000000000000000) True 5 99999999999999999999 10000000000000000000 True False False False
#> Python int too large to convert to C ssize_t
#> range object index out of range
#> range indices must be integers or slices, not str
#> range object index out of range
#> range() arg 3 must not be zero
#> range(100000000000000000000, 100000000000000000050, 7) 8 [100000000000000000000, 100000000000000000007, 100000000000000000014] [100000000000000000007, 100000000000000000000] 2 0
#> range(100000000000000000007, 100000000000000000021, 7) range(100000000000000000049, 99999999999999999993, -7) range(2, 100000000000000000000, 10000000000000000000) range(99999999999999999997, 100000000000000000000) range(10000000000000000000, 10000000000000000002)
#> 100000000000000000000 100000000000000000050 7 True True False
#> True True True
#> -9223372036854775808 9223372036854775807 range(0, 4611686018427387904, 9223372036854775808)
#> 0 1 2
#> 9223372036854775806 9223372036854775807 9223372036854775808 9223372036854775809 
#> 3 is not in range
#> Whole(1000000000000000000000000000000) Whole(1000000000000000000000000000000) Whole(1000000000000000000000000000000) Whole Whole(2000000000000000000000000000000) int
#> 1000000000000000000000000000001 1000000000000000000000000000001 0 1000000000000000000000000000000000000000000000000000000000000 142857142857142857142857142857 1 (1000000000000000, 0) 1000000000000000000000000000000000000000000000000000000000000 -1000000000000000000000000000000 1000000000000000000000000000000 -1000000000000000000000000000001 1000000000000000000000000000000
#> 10.0 1e+30 2e+30 1e+30 1000000000000000000000000000000 1000000000000000000000000000000 807 0 2000000000000000000000000000000
#> True False True True True True True False
#> True 1 True 1,000,000,000,000,000,000,000,000,000,000 c9f2c9cd04674edea40000000 1000000000000000000000000000000 100 37 (1000000000000000000000000000000, 1)
#> 1000000000000000000000000000000 1000000000000000000000000000000 1 True [Whole(3), Whole(1000000000000000000000000000000), 10000000000000000000000000000000] Whole(1000000000000000000000000000000) 2000000000000000000000000000000
#> 722760 1000000000000000000000000000000 1 [1, 2, 3]
#> mine Whole(123456789012345678901234567890)
#= ok
