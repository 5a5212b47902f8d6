# abstract base classes, and metaclasses of the program's own
from abc import ABC, abstractmethod, ABCMeta
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def describe(self): return f"{self.name}: {self.area()}"
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s**2
    @property
    def name(self): return 'sq'
try: Shape()
except TypeError as e: print(e)
class Half(Shape):
    def area(self): return 1
try: Half()
except TypeError as e: print(e)
print(Sq(3).describe(), isinstance(Sq(1), Shape), isinstance(3, Shape), issubclass(Sq, Shape))
Shape.register(int)
print(isinstance(3, Shape), type(Shape), Shape)
class M(type):
    def __new__(m, name, bases, ns, **kw):
        print('new', name, kw); return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name); super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print('call', a); return super().__call__(*a)
    def __iter__(cls): return iter([1,2])
    def __len__(cls): return 7
    def __repr__(cls): return f'<M {cls.__name__}>'
    @property
    def p(cls): return 'P'
class A(metaclass=M, flag=1):
    def __init__(self, x=0): self.x = x
class B(A): pass
print(list(A), len(B), A, B, B.p, A(5).x, type(A), type(B) is M, isinstance(A, type))
class Base(metaclass=ABCMeta):
    @abstractmethod
    async def run(self): pass
    @classmethod
    @abstractmethod
    def c(cls): pass
try: Base()
except TypeError as e: print(e)

#> Can't instantiate abstract class Shape without an implementation for abstract methods 'area', 'name'
#> Can't instantiate abstract class Half without an implementation for abstract method 'name'
#> sq: 9 True False True
#> True <class 'abc.ABCMeta'> <class '__main__.Shape'>
#> new A {'flag': 1}
#> init A
#> new B {}
#> init B
#> call (5,)
#> [1, 2] 7 <M A> <M B> P 5 <class '__main__.M'> True True
#> Can't instantiate abstract class Base without an implementation for abstract methods 'c', 'run'
#= ok
