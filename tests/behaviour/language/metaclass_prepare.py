# __prepare__(): the namespace that a metaclass gives to the body of a class
from collections import OrderedDict
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', mcs.__name__, name, bases, kw)
        return {'registered': [], **super().__prepare__(name, bases)}
    def __new__(mcs, name, bases, namespace, **kw):
        print('new', sorted(k for k in namespace if k[0] != '_'), kw)
        return super().__new__(mcs, name, bases, namespace)
    def __init__(cls, name, bases, namespace, **kw):
        super().__init__(name, bases, namespace)
class A(metaclass=Meta, option=1):
    registered.append('f')
    def f(self): return registered
class B(A): registered.append('g')
print(A.registered, B.registered)
class Plain(type):
    def __prepare__(name, bases): return OrderedDict(first=1)
class C(metaclass=Plain): second = first + 1
print(C.first, C.second, type.__prepare__(), Plain.__prepare__('x', ()))
class Odd(type):
    def __prepare__(name, bases): return 5
try:
    class D(metaclass=Odd): pass
except TypeError as e: print(e)
class Failing(type):
    def __prepare__(name, bases): raise OSError('no')
try:
    class E(metaclass=Failing): print('never')
except OSError as e: print(e)
class M1(type): pass
class M2(type): pass
class X(metaclass=M1): pass
class Y(metaclass=M2): pass
try:
    class Z(X, Y): print('never')
except TypeError as e: print(e)

#> prepare Meta A () {'option': 1}
#> new ['f', 'registered'] {'option': 1}
#> prepare Meta B (<class '__main__.A'>,) {}
#> new ['registered'] {}
#> ['f'] ['g']
#> 1 2 {} OrderedDict({'first': 1})
#> Odd.__prepare__() must return a mapping, not int
#> no
#> metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
#= ok
