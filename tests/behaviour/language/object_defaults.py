# what every object has
class C: pass
c = C()
print(str(c).startswith('<__main__.C object at 0x'), c == c, c != C(), bool(c), hash(c) is not None, C.__name__, C.__bases__, object.__name__, isinstance(c, object))
print(repr(C), C, type(c).__name__, str(type), [int, str], {'t': float})
def f(): pass
print(str(f).startswith('<function f at 0x'), str(len), str(c.__init__)[:16], str([].append).startswith('<built-in method append of list object at 0x'))
class D:
    class E: pass
    def m(self): pass
print(D.E, str(D.m)[:14], str(D().m)[:20])
def outer():
    class L: pass
    def g(): pass
    return L, g
print(outer()[0], str(outer()[1])[:32])

#> True True True True True C (<class 'object'>,) object True
#> <class '__main__.C'> <class '__main__.C'> C <class 'type'> [<class 'int'>, <class 'str'>] {'t': <class 'float'>}
#> True <built-in function len> <method-wrapper  True
#> <class '__main__.D.E'> <function D.m  <bound method D.m of
#> <class '__main__.outer.<locals>.L'> <function outer.<locals>.g at 0x
#= ok
