# getitem, setitem, delitem and contains
class Grid:
    def __init__(self): self.d = {}
    def __getitem__(self, k):
        print('get', k)
        return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __contains__(self, k): return k in self.d
g = Grid()
g[1, 2] = 'a'
g['x'] = 5
g['x'] += 1
print(g[1, 2], (1, 2) in g, 'q' in g, g.d)
del g['x']
print(g.d)
class S:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(S()), 9 in S(), 5 in S(), [x for x in S()], S()[2])
class Sl:
    def __getitem__(self, i): return i
print(Sl()[1:2], Sl()[::3], Sl()[1:2, 3], Sl()[...], Sl()[-1])
class No: pass
for f in (lambda: No()[1], lambda: No().__setitem__(1, 2), lambda: 1 in No(), lambda: 5[0], lambda: None[0], lambda: len[0], lambda: (lambda: 0)['a']):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(e)
def s(): No()[1] = 2
def d(): del No()[1]
def e(): 'abc'[0] = 'x'
def h(): del (1, 2)[0]
for f in (s, d, e, h):
    try:
        f()
    except TypeError as e:
        print(e)

#> get x
#> get (1, 2)
#> a True False {(1, 2): 'a', 'x': 6}
#> {(1, 2): 'a'}
#> [0, 1, 4, 9] True False [0, 1, 4, 9] 4
#> slice(1, 2, None) slice(None, None, 3) (slice(1, 2, None), 3) Ellipsis -1
#> 'No' object is not subscriptable
#> 'No' object has no attribute '__setitem__'
#> argument of type 'No' is not iterable
#> 'int' object is not subscriptable
#> 'NoneType' object is not subscriptable
#> 'builtin_function_or_method' object is not subscriptable
#> 'function' object is not subscriptable
#> 'No' object does not support item assignment
#> 'No' object doesn't support item deletion
#> 'str' object does not support item assignment
#> 'tuple' object doesn't support item deletion
#= ok
