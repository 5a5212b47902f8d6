# objects as keys
class P:
    def __init__(self, x, y): self.x, self.y = x, y
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f'P{self.x, self.y}'
d = {P(1, 2): 'a'}
print(d[P(1, 2)], P(1, 2) in d, P(2, 1) in d, len({P(1, 1), P(1, 1), P(2, 2)}), d)
class Plain: pass
a, b = Plain(), Plain()
print({a: 1, b: 2}[b], a == a, a == b, len({a, b, a}), hash(a) == hash(a))
class BadHash:
    def __hash__(self): return 'x'
try:
    {BadHash(): 1}
except TypeError as e:
    print(e)

#> a True False 2 {P(1, 2): 'a'}
#> 2 True False 2 True
#> __hash__ method should return an integer
#= ok
