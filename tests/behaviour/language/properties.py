# getters, setters and deleters
class Temperature:
    def __init__(self, c):
        self._c = c
    @property
    def f(self):
        """doc"""
        return self._c * 9 / 5 + 32
    @f.setter
    def f(self, value):
        print('set', value)
        self._c = (value - 32) * 5 / 9
    @f.deleter
    def f(self):
        print('deleted')
        self._c = None
    g = property(lambda self: self._c)
t = Temperature(100)
print(t.f, t.g)
t.f = 32
t.f += 18
print(t._c)
del t.f
print(t._c)
try:
    t.g = 1
except AttributeError as e:
    print(e)
try:
    del t.g
except AttributeError as e:
    print(e)

#> 212.0 100
#> set 32
#> set 50.0
#> 10.0
#> deleted
#> None
#> property 'g' of 'Temperature' object has no setter
#> property 'g' of 'Temperature' object has no deleter
#= ok
