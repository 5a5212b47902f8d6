# methods are looked up along the line of bases
class A:
    def who(self): return 'A'
    def hello(self): return 'hello ' + self.who()
class B(A):
    def who(self): return 'B+' + super().who()
class C(A):
    def who(self): return 'C+' + super().who()
class D(B, C):
    def who(self): return 'D+' + super().who()
print(D().hello(), [k.__name__ for k in D.__mro__], issubclass(D, A), isinstance(D(), (C, int)), D.__bases__ == (B, C), D.mro()[1] is B)
print(super(B, D()).who(), A.who(D()))
class E(A):
    def __init__(self):
        super().__init__()
        self.x = 1
class F(E):
    def __init__(self, y):
        super().__init__()
        self.y = y
f = F(2)
print(f.x, f.y)
try:
    class X(A, D): pass
except TypeError as e:
    print(e)
try:
    class Y(A, A): pass
except TypeError as e:
    print(e)
try:
    class Z(5): pass
except TypeError as e:
    print(e)

#> hello D+B+C+A ['D', 'B', 'C', 'A', 'object'] True True True True
#> C+A A
#> 1 2
#> Cannot create a consistent method resolution order (MRO) for bases A, D
#> duplicate base class A
#> int expected at most 2 arguments, got 3
#= ok
