# classes that derive from int, float, str and tuple
class Celsius(float):
    def __new__(cls, value, unit='C'):
        self = super().__new__(cls, value)
        self.unit = unit
        return self
    def fahrenheit(self):
        return self * 9 / 5 + 32
    def __repr__(self):
        return f'Celsius({float(self)})'
c = Celsius(36.6)
print(c, repr(c), str(c), f'{c}', f'{c:.2f}', '%s %r %d %.1f' % (c, c, c, c))
print(c.unit, c.fahrenheit(), c + 1, 1 + c, c - 1, -c, +c, abs(c), round(c), round(c, 1), int(c), float(c), bool(c))
print(c > 30, c == 36.6, 36.6 == c, hash(c) == hash(36.6), {c: 1}[36.6], {36.6: 2}[c], c in [36.6])
print(type(c), type(c + 1), isinstance(c, float), isinstance(c, Celsius), issubclass(Celsius, float))
print(c.__dict__, vars(c), sum([c, c]), max(c, 3), sorted([Celsius(3), Celsius(1), 2]))
class Index(int):
    pass
i = Index(2)
print(i, repr(i), [1, 2, 3][i], 'abc'[i], 'ab' * i, [0] * i, range(i), list(range(i)), i ** 3, 3 ** i, i / 4, i // 2, 7 % i, divmod(7, i), divmod(i, 2), pow(i, 3, 5), pow(2, i), i << 1, 1 << i, ~i, i & 3, i | 4, i ^ 1)
print(i.bit_length(), i.real, i.numerator, hex(i), bin(i), f'{i:05d}', f'{i:x}', f'{i!r}', chr(i + 60), i == 2.0, 2.5 > i, i < 3)
x = i
x += 5
print(x, type(x), type(i.real), Index(), Index('12'), Index('ff', 16), Index(3.9))
i.note = 'n'
print(i.note, i.__dict__)
class Name(str):
    def shout(self): return self.upper() + '!'
    def __len__(self): return 99
n = Name('kim')
n.age = 3
print(n, repr(n), n.shout(), len(n), n.age, n + ' x', 'x ' + n, n * 2, n[0], n[1:], n[:], type(n[:]), type(n.strip()), type(n + ''), type('' + n), type(str(n)), n == 'kim', 'kim' == n, hash(n) == hash('kim'))
print({n: 1}['kim'], {'kim': 2}[n], n in {'kim'}, 'kim' in {n}, ''.join([n]), type(''.join([n])), n.join(['a', 'b']), 'a-kim'.split('-')[1] == n, f'{n:>6}', f'{n}', '%s' % n, '%5s' % n, n.format(), n.replace('k', 'K'), n.partition('z'), sorted([n, 'a', Name('b')]))
print(getattr(n, Name('age')), setattr(n, Name('z'), 1), n.z, n.__dict__)
class P(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
p = P(1, 2)
p.note = 'hi'
print(p, p.x, p.note, p + (3,), p == (1, 2), hash(p) == hash((1, 2)), p.__dict__)
class Flag(int):
    def __str__(self): return f'Flag.{int(self)}'
    def __add__(self, o): return Flag(int(self) + o)
    def __radd__(self, o): return Flag(o + int(self))
    def __eq__(self, o): return 'eq'
    def __hash__(self): return 7
f = Flag(3)
print(f, f'{f}', f'{f:3d}', '%s' % f, '%d' % f, repr(f), f + 1, 1 + f, type(f + 1), type(1 + f), f == 3, 3 == f, hash(f), sum([f, f]))
try: class_ = type('Q', (int, float), {})
except TypeError as e: print(e)
try: Celsius('x')
except ValueError as e: print(e)
try: Index('x')
except ValueError as e: print(e)
try: c + 'a'
except TypeError as e: print(e)
try: n + 1
except TypeError as e: print(e)
try: object.__new__(Index)
except TypeError as e: print(e)
try: i.foo
except AttributeError as e: print(e)
print(int.__add__(i, 1), int.__repr__(i), float.__add__(c, 1), str.__len__(n), super(Name, n).__len__())
class E(int):
    RED = 1
    names = {1: 'RED'}
    def __repr__(self): return f'<E.{self.names[self]}: {int(self)}>'
print(E(1), [E(1)], {E(1): E(1)})
print(isinstance(True, int), Index(True), Index(5) is Index(5))
class Money(float):
    def __init__(self, v): self.v = v
m = Money(3); print(m, m.v, m.hex(), m.is_integer(), m.as_integer_ratio(), Money.fromhex('0x1p3'))
print(sorted({Name('b'), Name('a'), 'c'}), [Index(1), Index(2)], (Celsius(1),), {1.5: Celsius(2)})
class Sub(Celsius): pass
print(Sub(1) < Celsius(2), Sub.__mro__, Sub(4), Sub(4).unit)
print(Index(3) > Index(2), min(Index(3), Index(2)), Index(3) - Index(2), Index(3) in (1, 2, 3), [1,2,3].index(Index(3)), (Index(1), 2) == (1, 2))

#> Celsius(36.6) Celsius(36.6) Celsius(36.6) Celsius(36.6) 36.60 Celsius(36.6) Celsius(36.6) 36 36.6
#> C 97.88000000000001 37.6 37.6 35.6 -36.6 36.6 36.6 37 36.6 36 36.6 True
#> True True True True 1 2 True
#> <class '__main__.Celsius'> <class 'float'> True True True
#> {'unit': 'C'} {'unit': 'C'} 73.2 Celsius(36.6) [Celsius(1.0), 2, Celsius(3.0)]
#> 2 2 3 c abab [0, 0] range(0, 2) [0, 1] 8 9 0.5 1 1 (3, 1) (1, 0) 3 4 4 4 -3 2 6 3
#> 2 2 2 0x2 0b10 00002 2 2 > True True True
#> 7 <class 'int'> <class 'int'> 0 12 255 3
#> n {'note': 'n'}
#> kim 'kim' KIM! 99 3 kim x x kim kimkim k im kim <class 'str'> <class 'str'> <class 'str'> <class 'str'> <class 'str'> True True True
#> 1 2 True True kim <class 'str'> akimb True    kim kim kim   kim kim Kim ('kim', '', '') ['a', 'b', 'kim']
#> 3 None 1 {'age': 3, 'z': 1}
#> (1, 2) 1 hi (1, 2, 3) True True {'note': 'hi'}
#> Flag.3 Flag.3   3 Flag.3 3 3 Flag.4 Flag.4 <class '__main__.Flag'> <class '__main__.Flag'> eq eq 7 Flag.6
#> multiple bases have instance lay-out conflict
#> could not convert string to float: 'x'
#> invalid literal for int() with base 10: 'x'
#> unsupported operand type(s) for +: 'Celsius' and 'str'
#> can only concatenate str (not "int") to str
#> object.__new__(Index) is not safe, use Index.__new__()
#> 'Index' object has no attribute 'foo'
#> 3 2 37.6 3 3
#> <E.RED: 1> [<E.RED: 1>] {<E.RED: 1>: <E.RED: 1>}
#> True 1 False
#> 3.0 3 0x1.8000000000000p+1 True (3, 1) 8.0
#> ['a', 'b', 'c'] [1, 2] (Celsius(1.0),) {1.5: Celsius(2.0)}
#> True (<class '__main__.Sub'>, <class '__main__.Celsius'>, <class 'float'>, <class 'object'>) Celsius(4.0) C
#> True 2 1 True 2 True
#= ok
