# nested classes, class bodies that run, slots of names
class A:
    print('body runs')
    for i in range(2):
        print('loop in class', i)
    if i:
        def m(self): return 'm'
    x = y = 3
    class Inner:
        z = 1
        def up(self): return A.x
    __private = 7
    def get(self): return self.__private
print(A().m(), A.x, A.Inner.z, A.Inner().up(), A.i, A().get(), A._A__private, A.Inner.__qualname__, A.m.__qualname__, A.__module__)
def deco(cls):
    cls.added = 'yes'
    return cls
@deco
class B(A): pass
print(B.added, B.__name__, B.__doc__)
class Doc:
    """A docstring."""
    def f(self):
        'method doc'
print(Doc.__doc__, Doc.f.__doc__, Doc().f.__name__)
try:
    A().__private
except AttributeError as e:
    print(e)

#> body runs
#> loop in class 0
#> loop in class 1
#> m 3 1 3 1 7 7 A.Inner A.m __main__
#> yes B None
#> A docstring. method doc f
#> 'A' object has no attribute '__private'
#= ok
