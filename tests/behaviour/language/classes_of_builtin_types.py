# classes of int, str, float, dict, list, tuple and exceptions at work
import sys
# bytes-less str/int subclass interplay and enum-like
class Color(int):
    _names = {}
    def __new__(cls, name, value):
        self = super().__new__(cls, value); self.name = name; cls._names[value] = self; return self
    def __repr__(self): return f'<Color.{self.name}: {int(self)}>'
    def __str__(self): return f'Color.{self.name}'
    @classmethod
    def of(cls, v): return cls._names[v]
RED, BLUE = Color('RED', 1), Color('BLUE', 2)
print(RED, [RED, BLUE], RED < BLUE, RED | BLUE, Color.of(1) is RED, {RED: 'r'}[1], RED == 1, f'{RED}', f'{RED:d}', '%d %s %r' % (RED, RED, RED), sorted([BLUE, RED]), RED + 1, sum([RED, BLUE]), [10, 20, 30][RED], 'x' * BLUE, range(BLUE), RED in (1, 2), isinstance(RED, int), RED.real, RED.bit_length(), -RED, bool(Color('Z', 0)), int(RED), float(RED), str(RED), hash(RED) == hash(1), divmod(BLUE, RED), pow(BLUE, 3), round(BLUE), abs(Color('N', -3)), max(RED, BLUE), RED.__add__(5), int.__repr__(RED), type(RED).__mro__)
class UserId(str):
    def __new__(cls, v):
        if not v.isalnum(): raise ValueError(f'bad id {v!r}')
        return super().__new__(cls, v.lower())
    @property
    def masked(self): return self[:2] + '*' * (len(self) - 2)
u = UserId('KIM99'); print(u, u.masked, type(u.upper()), u == 'kim99', {u: 1}, {'kim99': 2}[u], u in ['kim99'], u + '!', f'{u:>8}|', '%s' % u, u.replace('k', 'K'), ','.join([u, u]), u[0], list(u)[:2], len(u), sorted({u, UserId('abc')}), u.encode if False else '', hash(u) == hash('kim99'), u is str(u), str(u) == u, repr(u), u < 'z', u.startswith('k'), 'kim' in u, u.split('9'))
try: UserId('a b')
except ValueError as e: print(e)
class Meters(float):
    def __add__(self, o): return Meters(float(self) + float(o))
    __radd__ = __add__
    def __repr__(self): return f'{float(self)}m'
a = Meters(1.5); print(a + 2, 2 + a, a * 2, type(a * 2), sum([a, a]), a / 2, a // 1, a % 1, a > 1, a == 1.5, round(a), round(a, 1), int(a), f'{a:.2f}', str(a), [a], max(a, Meters(3)), a.is_integer(), float(a).hex(), -a, abs(Meters(-2)), a ** 2, 2 ** a, divmod(a, 1), hash(a) == hash(1.5), {a: 1}, a != 1.5, bool(Meters(0)))
import math, time, random, asyncio
print(math.sqrt(Meters(4)), math.floor(Meters(2.7)), math.isclose(a, 1.5), math.gcd(Color('a', 4), 6), math.factorial(Color('f', 3)), random.Random(Color('s', 5)).random() == random.Random(5).random())
async def main():
    await asyncio.sleep(Meters(0.5)); time.sleep(Meters(0.25)); print('slept')
    try: await asyncio.wait_for(asyncio.sleep(5), Meters(0.1))
    except TimeoutError: print('timeout')
    print(await asyncio.gather(asyncio.sleep(Color('q', 0), 'r')))
asyncio.run(main())
class D(dict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __getitem__(self, k): return super().__getitem__(k.lower())
d = D(); d['A'] = 1; print(d, d['a'], 'a' in d, d.get('A'), d.setdefault('b', 2), d.copy(), type(d.copy()), {**d}, d | {'c': 3}, type(d | {}), D(x=1), dict(d), list(d.items()), d == {'a': 1, 'b': 2}, len(d), d.pop('a'), d)
class L(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return super().__getitem__(i) if isinstance(i, slice) else super().__getitem__(i - 1)
l = L([1, 2]); l.append(3); print(l, l[1], l[1:], list(l), l + [1], sorted(l), l == [1, 2, 6], [x for x in l], L('ab'), l.index(2), l * 2, max(l), sum(l), l[:] is l, type(l[:]), repr(l), str(l), f'{l}', l.copy(), list(reversed(l)), len(l), 6 in l)
class E1(Exception): pass
class E2(E1, ValueError):
    def __init__(self, *a, extra=None): super().__init__(*a); self.extra = extra
try: raise E2('msg', 5, extra='x')
except ValueError as e: print(e, repr(e), e.args, e.extra, isinstance(e, E1), E2.__mro__)
class T3(tuple):
    __slots__ = ()
    def __new__(cls, a, b): return tuple.__new__(cls, (a, b))
    a = property(lambda s: s[0]); b = property(lambda s: s[1])
    def __add__(s, o): return T3(s.a + o.a, s.b + o.b)
print(T3(1, 2) + T3(3, 4), T3(1, 2).a, T3(1, 2) == (1, 2), {T3(1, 2)}, *T3(5, 6), T3(1, 2)[::-1], sorted([T3(2, 1), T3(1, 2)]))
try: T3(1, 2).zz = 1
except AttributeError as e: print(e)
class B2(bool if False else int): pass
try:
    class B3(bool): pass
except TypeError as e: print(e)
print(B2(5) == 5, B2('7'), B2(2.9), B2(), type(B2(1) + B2(1)), B2(3) & 1, [1, 2, 3][B2(1):B2(2)], 'abc'[B2(1)], B2(10) // 3, 10 // B2(3), B2(2) ** B2(3), B2(1) is B2(1), B2(5).__class__, isinstance(B2(5), B2), '{:05d}'.format(B2(42)), '{:>5}'.format(B2(42)), format(B2(255), 'x'), B2(1000).__format__(','), str(B2(5)), repr(B2(5)), B2(5).__str__(), B2(-5).__abs__(), B2(3).__lt__(4), B2(3).__eq__(3.0), B2.from_bytes if False else '')
s = sys.intern(UserId('abc')) if False else ''
print(int(UserId('12')), float(UserId('15')), [1, 2, 3].index(B2(2)), {1, 2} & {B2(1)}, {B2(1), 1, 1.0, True}, dict.fromkeys([B2(1), 1], 'v'), sorted([B2(3), 1, 2.5]), min(B2(3), 2), set([UserId('a'), 'a']), 'a' in {UserId('a'): 1}, getattr(u, UserId('masked')), vars(UserId('q')), u.__dict__)

#> Color.RED [<Color.RED: 1>, <Color.BLUE: 2>] True 3 True r True Color.RED 1 1 Color.RED <Color.RED: 1> [<Color.RED: 1>, <Color.BLUE: 2>] 2 3 20 xx range(0, 2) True True 1 1 -1 False 1 1.0 Color.RED True (2, 0) 8 2 3 Color.BLUE 6 1 (<class '__main__.Color'>, <class 'int'>, <class 'object'>)
#> kim99 ki*** <class 'str'> True {'kim99': 1} 2 True kim99!    kim99| kim99 Kim99 kim99,kim99 k ['k', 'i'] 5 ['abc', 'kim99']  True False True 'kim99' True True True ['kim', '', '']
#> bad id 'a b'
#> 3.5m 3.5m 3.0 <class 'float'> 3.0m 0.75 1.0 0.5 True True 2 1.5 1 1.50 1.5m [1.5m] 3.0m False 0x1.8000000000000p+0 -1.5 2.0 2.25 2.8284271247461903 (1.0, 0.5) True {1.5m: 1} False False
#> 2.0 2 True 2 6 True
#@ 0.75s
#> slept
#@ 0.85s
#> timeout
#> ['r']
#> {'b': 2} 1 True None 2 {'a': 1, 'b': 2} <class 'dict'> {'a': 1, 'b': 2} {'a': 1, 'b': 2, 'c': 3} <class 'dict'> {'x': 1} {'a': 1, 'b': 2} [('a', 1), ('b', 2)] True 2 1 {'b': 2}
#> [1, 2, 6] 1 [2, 6] [1, 2, 6] [1, 2, 6, 1] [1, 2, 6] True [1, 2, 6] ['a', 'b'] 1 [1, 2, 6, 1, 2, 6] 6 9 False <class 'list'> [1, 2, 6] [1, 2, 6] [1, 2, 6] [1, 2, 6] [6, 2, 1] 3 True
#> ('msg', 5) E2('msg', 5) ('msg', 5) x True (<class '__main__.E2'>, <class '__main__.E1'>, <class 'ValueError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
#> (4, 6) 1 True {(1, 2)} 5 6 (2, 1) [(1, 2), (2, 1)]
#> 'T3' object has no attribute 'zz' and no __dict__ for setting new attributes
#> type 'bool' is not an acceptable base type
#> True 7 2 0 <class 'int'> 1 [2] b 3 3 8 False <class '__main__.B2'> True 00042    42 ff 1,000 5 5 5 5 True NotImplemented 
#> 12 15.0 1 {1} {1} {1: 'v'} [1, 2.5, 3] 2 {'a'} True ki*** {} {}
#= ok
