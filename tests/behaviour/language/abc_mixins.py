# what a class gets from the classes of collections.abc
import collections.abc as abc
class Squares(abc.Mapping):
    def __init__(self, n): self.n = n
    def __getitem__(self, k):
        if not isinstance(k, int) or not 0 <= k < self.n: raise KeyError(k)
        return k * k
    def __iter__(self): return iter(range(self.n))
    def __len__(self): return self.n
    def __repr__(self): return f'Squares({self.n})'
m = Squares(4)
print(m.get(2), m.get(9), m.get(9, 'no'), 3 in m, 'x' in m, list(m.keys()), list(m.items()), list(m.values()))
print(m == {0: 0, 1: 1, 2: 4, 3: 9}, m != Squares(4), m == 3, m.keys(), 9 in m.values(), (2, 4) in m.items(), m.keys() & {1, 2}, len(m.items()))
class Store(abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): print('set', k); self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
s = Store()
s.update({'a': 1}, b=2); s.update([('c', 3)])
print(s.pop('a'), s.pop('zz', 0), s.popitem(), s.setdefault('q', 5), dict(s), isinstance(s, abc.Mapping), issubclass(Store, abc.MutableMapping))
try: s.pop('zz')
except KeyError as e: print('KeyError', e)
s.clear(); print(len(s), bool(s))
class Row(abc.Sequence):
    def __init__(self, *items): self.items = items
    def __getitem__(self, i): return self.items[i]
    def __len__(self): return len(self.items)
r = Row(3, 1, 3)
print(list(r), 1 in r, 9 in r, r.index(3), r.index(3, 1), r.count(3), list(reversed(r)))
try: r.index(7)
except ValueError as e: print('ValueError', e)
class Bag(abc.MutableSequence):
    def __init__(self): self.l = []
    def __getitem__(self, i): return self.l[i]
    def __setitem__(self, i, v): self.l[i] = v
    def __delitem__(self, i): del self.l[i]
    def __len__(self): return len(self.l)
    def insert(self, i, v): self.l.insert(i, v)
b = Bag()
b.append(1); b.extend([2, 3]); b += [4]; b.reverse(); b.remove(2)
print(list(b), b.pop(), b.pop(0), list(b)); b.clear(); print(len(b))
class Even(abc.Set):
    def __init__(self, it): self.s = {x for x in it if x % 2 == 0}
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(sorted(self.s))
    def __len__(self): return len(self.s)
e, f = Even(range(9)), Even([2, 4, 100])
print(list(e & f), list(e | f), list(e - f), list(e ^ f), e <= f, Even([2]) <= e, Even([2]) < e, e.isdisjoint(Even([10])), e == Even(range(8)), e == Even(range(10)), list(e & [0, 1]))
class Count(abc.Iterator):
    def __init__(self): self.n = 0
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(Count()), iter(Count()).__next__())
class Half(abc.Mapping):
    def __len__(self): return 0
for cls in (Half,):
    try: print(cls())
    except TypeError as e: print(e)
class Whole(Half):
    def __getitem__(self, k): return k
    def __iter__(self): return iter(())
print(len(Whole()), Whole().get(3))

#> 4 None no True False [0, 1, 2, 3] [(0, 0), (1, 1), (2, 4), (3, 9)] [0, 1, 4, 9]
#> True False False KeysView(Squares(4)) True True {1, 2} 4
#> set a
#> set b
#> set c
#> set q
#> 1 0 ('b', 2) 5 {'c': 3, 'q': 5} True True
#> KeyError 'zz'
#> 0 False
#> [3, 1, 3] True False 0 2 2 [3, 1, 3]
#> ValueError 
#> [4, 3, 1] 1 4 [3]
#> 0
#> [2, 4] [0, 2, 4, 6, 8, 100] [0, 6, 8] [0, 6, 8, 100] False True True True False True [0]
#> [1, 2, 3] 1
#> Can't instantiate abstract class Half without an implementation for abstract methods '__getitem__', '__iter__'
#> 0 3
#= ok
