# methods count self
class C:
    def m(self, a): pass
    @classmethod
    def c(cls, a): pass
    @staticmethod
    def s(a): pass
    def noself(): pass
    def __init__(self, x=0): pass
for call in (lambda: C().m(), lambda: C().m(1, 2), lambda: C.c(), lambda: C.s(), lambda: C().noself(), lambda: C.m(), lambda: C(1, 2), lambda: C(y=1), lambda: C().m(b=1)):
    try:
        call()
    except TypeError as e:
        print(e)

#> C.m() missing 1 required positional argument: 'a'
#> C.m() takes 2 positional arguments but 3 were given
#> C.c() missing 1 required positional argument: 'a'
#> C.s() missing 1 required positional argument: 'a'
#> C.noself() takes 0 positional arguments but 1 was given
#> C.m() missing 2 required positional arguments: 'self' and 'a'
#> C.__init__() takes from 1 to 2 positional arguments but 3 were given
#> C.__init__() got an unexpected keyword argument 'y'
#> C.m() got an unexpected keyword argument 'b'
#= ok
