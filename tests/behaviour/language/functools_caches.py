# lru_cache, cache and cached_property call once
from functools import cache, cached_property, lru_cache


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


calls = []
@lru_cache(maxsize=2)
def sq(x, y=0):
    calls.append(x); return x*x
print(sq(1), sq(2), sq(1), sq(3), sq(2), sq(1), calls, sq.cache_info(), sq.cache_parameters(), sq.__name__, sq.__wrapped__(9))
sq.cache_clear(); print(sq.cache_info())
@lru_cache
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(80), fib.cache_info())
@cache
def k(*a, **kw): calls.append((a, kw)); return len(a)
calls.clear(); k(1); k(1.0); k(1, z=2); k(1, z=2); k(); k('a'); print(calls, k.cache_info())
@lru_cache(typed=True)
def ty(a): calls.append(a); return a
calls.clear(); ty(1); ty(1.0); ty(True); ty(1); print(calls, ty.cache_info())
@lru_cache(maxsize=0)
def z(a): return a
z(1); z(1); print(z.cache_info())
t(k, []); t(lru_cache, 'a'); t(lru_cache(5), 5)
@lru_cache(None)
def err(a): raise ValueError(a)
t(err, 1); t(err, 1); print(err.cache_info(), type(err.cache_info()), err.cache_info().hits, err.cache_info()[1])
class M:
    def __init__(self, v): self.v = v
    @lru_cache(maxsize=None)
    def meth(self, a): calls.append(a); return self.v + a
    @cached_property
    def prop(self): calls.append('prop'); return self.v * 2
    @property
    def ro(self): return 1
calls.clear(); m = M(5); print(m.meth(1), m.meth(1), m.prop, m.prop, calls, m.__dict__, M.prop.func is not None)
m.prop = 7; print(m.prop); del m.prop; print(m.prop)

#> 1 4 1 9 4 1 [1, 2, 3, 2, 1, 9] CacheInfo(hits=1, misses=5, maxsize=2, currsize=2) {'maxsize': 2, 'typed': False} sq 81
#> CacheInfo(hits=0, misses=0, maxsize=2, currsize=0)
#> 23416728348467685 CacheInfo(hits=78, misses=81, maxsize=128, currsize=81)
#> [((1,), {}), ((1.0,), {}), ((1,), {'z': 2}), ((), {}), (('a',), {})] CacheInfo(hits=1, misses=5, maxsize=None, currsize=5)
#> [1, 1.0, True] CacheInfo(hits=1, misses=3, maxsize=128, currsize=3)
#> CacheInfo(hits=0, misses=2, maxsize=0, currsize=0)
#> TypeError unhashable type: 'list'
#> TypeError Expected first argument to be an integer, a callable, or None
#> TypeError the first argument must be callable
#> ValueError 1
#> ValueError 1
#> CacheInfo(hits=0, misses=2, maxsize=None, currsize=0) <class 'functools.CacheInfo'> 0 2
#> 6 6 10 10 [1, 'prop'] {'v': 5, 'prop': 10} True
#> 7
#> 10
#= ok
