# a class that derives from an ABC calls the ABC's methods by super()
from collections.abc import *
class D(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def pop(self, key, *default):
        print('pop', key)
        return super().pop(key, *default)
    def update(self, *args, **kw):
        print('update')
        super().update(*args, **kw)
    def __contains__(self, key):
        return super().__contains__(key)
    def __eq__(self, other):
        return super().__eq__(other)
d = D(); d.update(a=1, b=2); print(d.pop('a'), d.pop('z', 5), 'b' in d, d == {'b': 2}, dict(d))
print(Mapping.get(d, 'b'), MutableMapping.pop.__qualname__)
class L(MutableSequence):
    def __init__(self): self.x = []
    def __getitem__(self, i): return self.x[i]
    def __setitem__(self, i, v): self.x[i] = v
    def __delitem__(self, i): del self.x[i]
    def __len__(self): return len(self.x)
    def insert(self, i, v): self.x.insert(i, v)
    def append(self, v):
        print('append', v); super().append(v)
    def __iter__(self):
        print('iter'); return super().__iter__()
l = L(); l.append(1); l.extend([2, 3]); print(list(l), l.index(2), l.count(3))
class E(D):
    def pop(self, key, *a):
        print('E.pop'); return super().pop(key, *a)
e = E(); e['q'] = 1; print(e.pop('q'), len(e))
class I(Iterator):
    def __init__(self): self.n = 0
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
    def __iter__(self): return super().__iter__()
print(list(I()))
class S(Set):
    def __init__(self, it): self.e = list(dict.fromkeys(it))
    def __contains__(self, v): return v in self.e
    def __iter__(self): return iter(self.e)
    def __len__(self): return len(self.e)
    def __and__(self, o): print('and'); return super().__and__(o)
print(list(S('abc') & S('bcd')), S('ab') <= S('abc'), isinstance(S('a'), Set), issubclass(D, Mapping))
try: class_ = type('X', (Mapping,), {})()
except TypeError as error: print(error)

#> update
#> pop a
#> pop z
#> 1 5 True True {'b': 2}
#> 2 MutableMapping.pop
#> append 1
#> append 2
#> append 3
#> iter
#> iter
#> [1, 2, 3] 1 1
#> E.pop
#> pop q
#> 1 0
#> [1, 2, 3]
#> and
#> ['b', 'c'] True True True
#> Can't instantiate abstract class X without an implementation for abstract methods '__getitem__', '__iter__', '__len__'
#= ok
