# cmp_to_key and total_ordering make orders
from functools import cmp_to_key, total_ordering


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


print(sorted([5,2,8,1], key=cmp_to_key(lambda a, b: b - a)), max([1,2], key=cmp_to_key(lambda a,b: a-b)))
K = cmp_to_key(lambda a, b: a - b); print(K(1) < K(2), K(1) == K(1), K(3).obj, K(2) >= K(3))
t(lambda: K(1) < 5); t(cmp_to_key)
@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v if isinstance(o, V) else NotImplemented
print(V(1) < V(2), V(1) <= V(1), V(1) > V(2), V(2) >= V(2), V(1) != V(2), sorted([V(3), V(1)])[0].v)
t(lambda: V(1) <= 5); t(lambda: V(1) > 'a')
for op in ('__le__', '__gt__', '__ge__'):
    ns = {op: {'__le__': lambda s, o: s.v <= o.v, '__gt__': lambda s, o: s.v > o.v, '__ge__': lambda s, o: s.v >= o.v}[op], '__eq__': lambda s, o: s.v == o.v, '__init__': lambda s, v: setattr(s, 'v', v)}
    C = total_ordering(type('C', (), ns))
    print([(C(a) < C(b), C(a) <= C(b), C(a) > C(b), C(a) >= C(b)) for a in (1,2) for b in (1,2)])
class N: pass
t(total_ordering, N)

#> [8, 5, 2, 1] 2
#> True True 3 False
#> TypeError other argument must be K instance
#> TypeError cmp_to_key() missing required argument 'mycmp' (pos 1)
#> True True False True True 1
#> TypeError '<=' not supported between instances of 'V' and 'int'
#> TypeError '>' not supported between instances of 'V' and 'str'
#> [(False, True, False, True), (True, True, False, False), (False, False, True, True), (False, True, False, True)]
#> [(False, True, False, True), (True, True, False, False), (False, False, True, True), (False, True, False, True)]
#> [(False, True, False, True), (True, True, False, False), (False, False, True, True), (False, True, False, True)]
#> ValueError must define at least one ordering operation: < > <= >=
#= ok
