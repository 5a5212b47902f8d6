# reached from the class and from objects
class C:
    count = 0
    def __init__(self):
        type(self).count += 1
    @classmethod
    def made(cls):
        return cls.__name__, cls.count
    @staticmethod
    def add(a, b):
        return a + b
class D(C): pass
C(); D(); D()
print(C.made(), D.made(), D().made(), C.add(1, 2), C().add(3, 4))
m = D.made
print(m(), C.__name__, C.made.__name__, C.add.__name__, D().made.__self__ is D)

#> ('C', 1) ('D', 3) ('D', 4) 3 7
#> ('D', 4) C made add True
#= ok
