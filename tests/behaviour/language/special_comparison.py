# eq, lt and the rest, reflected where needed
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o):
        print('eq', self.n)
        return self.n == o.n if isinstance(o, V) else NotImplemented
    def __lt__(self, o):
        print('lt', self.n)
        return self.n < o.n if isinstance(o, V) else NotImplemented
    def __le__(self, o):
        return self.n <= o.n
    def __repr__(self): return f'V{self.n}'
print(V(1) == V(1), V(1) != V(2), V(1) == 5, 5 != V(1))
print(V(1) < V(2), V(1) > V(2), V(1) <= V(2), V(2) >= V(1))
print(sorted([V(3), V(1), V(2)]), max(V(1), V(2)), V(2) in [V(1), V(2)])
try:
    V(1) < 3
except TypeError as e:
    print(e)
try:
    hash(V(1))
except TypeError as e:
    print(e)

#> eq 1
#> eq 1
#> eq 1
#> eq 1
#> True True False True
#> lt 1
#> lt 2
#> True False True True
#> lt 1
#> lt 2
#> lt 1
#> lt 2
#> lt 2
#> lt 2
#> lt 1
#> eq 1
#> eq 2
#> [V1, V2, V3] V2 True
#> lt 1
#> '<' not supported between instances of 'V' and 'int'
#> unhashable type: 'V'
#= ok
