# What goes through a pipe is a copy; what cannot go is refused as by CPython's pickle
import multiprocessing as mp, collections, functools, threading
from collections import deque, Counter, defaultdict, OrderedDict, namedtuple
q = mp.SimpleQueue()
N = namedtuple('N', 'a b')
class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return type(o) is P and o.x == self.x
    def m(self): return self.x
    @classmethod
    def c(cls): return cls
    class In: pass
class G:
    def __getstate__(self): return {'only': 1}
    def __setstate__(self, s): self.got = s
class R:
    def __reduce__(self): return (P, (7,))
class S:
    __slots__ = ('a', 'b')
class L(list): pass
class D(dict): pass
class I(int): pass
class T(str): pass
class E1(Exception): pass
class E2(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
def f(): pass
def deco(g):
    def w(*a): return g(*a)
    return w
@deco
def decorated(): pass
def renamed(): pass
old = renamed
def renamed(): pass
def trip(v):
    q.put(v); return q.get()
shared = [1]
for v in (1, 2.5, 'x', None, True, (1, (2,)), [1, [2]], {'a': {1}}, frozenset([1]), range(3), slice(1, 2), ..., deque([1, 2], 5), Counter('aab'), defaultdict(list, a=[1]), OrderedDict(a=1), N(1, 2), P(3), I(5), T('t'), f, P, P.In, len, int, ValueError('a', 1), KeyError('k'), OSError(2, 'no'), ExceptionGroup('g', [ValueError(1)])):
    r = trip(v)
    print(type(r).__name__, r == v, r if not callable(r) and 'object at' not in repr(r) else '')
r = trip([shared, shared]); print(r[0] is r[1], r[0] is shared)
c = []; c.append(c); r = trip(c); print(r[0] is r)
d = {}; d['d'] = d; r = trip(d); print(r['d'] is r)
s = S(); s.a = 1; r = trip(s); print(r.a, hasattr(r, 'b'))
l = L([1]); l.z = 3; r = trip(l); print(type(r), r, r.z)
dd = D(a=1); dd.z = 4; r = trip(dd); print(type(r), r, r.z)
print(trip(G()).got, trip(R()).x, trip(P(4).m)(), trip(P.c)())
e = E1('q'); e.note = 5; e.add_note('n'); r = trip(e); print(repr(r), r.note, r.__notes__, r.__cause__)
p = trip(functools.partial(P, 9)); print(p().x)
p = trip(functools.partial(sorted, key=len, reverse=True)); print(p(['a', 'bbb']))
try: trip(E2(1, 2))
except TypeError as e: print(e)
def local():
    def inner(): pass
    class C: pass
    return inner, C, C()
for bad in (lambda: 0, *local(), (i for i in []), threading.Lock(), decorated, old, mp, property(f), {}.keys(), [1, [lambda: 0]], defaultdict(lambda: 0)):
    try: trip(bad); print('went')
    except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0], str(e)[-30:] if '>' in str(e) else '')

#> int True 1
#> float True 2.5
#> str True x
#> NoneType True None
#> bool True True
#> tuple True (1, (2,))
#> list True [1, [2]]
#> dict True {'a': {1}}
#> frozenset True frozenset({1})
#> range True range(0, 3)
#> slice True slice(1, 2, None)
#> ellipsis True Ellipsis
#> deque True deque([1, 2], maxlen=5)
#> Counter True Counter({'a': 2, 'b': 1})
#> defaultdict True defaultdict(<class 'list'>, {'a': [1]})
#> OrderedDict True OrderedDict({'a': 1})
#> N True N(a=1, b=2)
#> P True 
#> I True 5
#> T True t
#> function True 
#> type True 
#> type True 
#> builtin_function_or_method True 
#> type True 
#> ValueError False ('a', 1)
#> KeyError False 'k'
#> FileNotFoundError False [Errno 2] no
#> ExceptionGroup False g (1 sub-exception)
#> True False
#> True
#> True
#> 1 False
#> <class '__main__.L'> [1] 3
#> <class '__main__.D'> {'a': 1} 4
#> {'only': 1} 7 4 <class '__main__.P'>
#> E1('q') 5 ['n'] None
#> 9
#> ['bbb', 'a']
#> E2.__init__() missing 1 required positional argument: 'b'
#> PicklingError Can't pickle <function <lambda> up <lambda> on __main__ failed
#> AttributeError Can't get local object 'local.<locals>.inner'  object 'local.<locals>.inner'
#> AttributeError Can't get local object 'local.<locals>.C' ocal object 'local.<locals>.C'
#> AttributeError Can't get local object 'local.<locals>.C' ocal object 'local.<locals>.C'
#> TypeError cannot pickle 'generator' object 
#> TypeError cannot pickle '_thread.lock' object 
#> AttributeError Can't get local object 'deco.<locals>.w' local object 'deco.<locals>.w'
#> PicklingError Can't pickle <function renamed ame object as __main__.renamed
#> TypeError cannot pickle 'module' object 
#> TypeError cannot pickle 'property' object 
#> TypeError cannot pickle 'dict_keys' object 
#> PicklingError Can't pickle <function <lambda> up <lambda> on __main__ failed
#> PicklingError Can't pickle <function <lambda> up <lambda> on __main__ failed
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
