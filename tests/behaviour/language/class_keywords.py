# keywords of a class go to __init_subclass__
class Base:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
class A(Base, tag='x'): pass
print(A.tag)
opts = {'tag': 'q'}
class B(Base, **opts): pass
print(B.tag)
try:
    class C(tag=1): pass
except TypeError as e: print(e)
try:
    class D(Base, bad=1): pass
except TypeError as e: print(e)
class S:
    __slots__ = ('a', 'b')
try: print(S().__dict__)
except AttributeError as e: print(e)

#> x
#> q
#> C.__init_subclass__() takes no keyword arguments
#> D.__init_subclass__() takes no keyword arguments
#> 'S' object has no attribute '__dict__'
#= ok
