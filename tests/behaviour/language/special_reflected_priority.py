# a subclass's reflected method goes first
class A:
    def __add__(self, o): return 'A.add'
    def __radd__(self, o): return 'A.radd'
class B(A):
    def __radd__(self, o): return 'B.radd'
class C:
    def __radd__(self, o): return 'C.radd'
class N:
    def __add__(self, o): return NotImplemented
print(A() + B(), A() + A(), B() + A(), 1 + A(), N() + C(), 1 + C(), [1] + C())
try:
    N() + N()
except TypeError as e:
    print(e)
try:
    N() + 1
except TypeError as e:
    print(e)
x = N()
try:
    x += 1
except TypeError as e:
    print(e)

#> B.radd A.add A.add A.radd C.radd C.radd C.radd
#> unsupported operand type(s) for +: 'N' and 'N'
#> unsupported operand type(s) for +: 'N' and 'int'
#> unsupported operand type(s) for +=: 'N' and 'int'
#= ok
