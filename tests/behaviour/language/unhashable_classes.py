# classes of unhashable types are unhashable, unless they say otherwise
class L(list): pass
class D(dict): pass
class H(dict):
    def __hash__(self): return 7
class S(set): pass
for value in (L(), D(), S()):
    try: print(hash(value))
    except TypeError as e: print(e)
print(hash(H()), {H(): 1})
class F(float):
    def __init__(self, value, unit=None): self.unit = unit
print(F(3, unit='m').unit, F(2.5))
def f(x): return x
print(repr(classmethod(len)), repr(staticmethod(len)))

#> unhashable type: 'L'
#> unhashable type: 'D'
#> unhashable type: 'S'
#> 7 {{}: 1}
#> m 2.5
#> <classmethod(<built-in function len>)> <staticmethod(<built-in function len>)>
#= ok
