# what is not there is named
class C:
    def m(self): pass
    @property
    def ro(self): return 1
def f(): pass
for call in (lambda: C().nope, lambda: C.nope, lambda: (5).x, lambda: 'a'.foo(), lambda: None.x, lambda: [].push(1), lambda: f.nope, lambda: setattr(C(), 'ro', 2), lambda: delattr(C(), 'ro'), lambda: delattr(C(), 'q'), lambda: setattr(5, 'a', 1), lambda: setattr('s', 'upper', 1), lambda: C().m.x, lambda: {}.x, lambda: print.x, lambda: (1,).append(2), lambda: int.nope, lambda: setattr([], 'x', 1), lambda: setattr(None, 'x', 1), lambda: (lambda: 0).q, lambda: 1.5.foo, lambda: True.x, lambda: ValueError().code, lambda: setattr(object(), 'x', 1)):
    try:
        call()
    except AttributeError as e:
        print(e)

#> 'C' object has no attribute 'nope'
#> type object 'C' has no attribute 'nope'
#> 'int' object has no attribute 'x'
#> 'str' object has no attribute 'foo'
#> 'NoneType' object has no attribute 'x'
#> 'list' object has no attribute 'push'
#> 'function' object has no attribute 'nope'
#> property 'ro' of 'C' object has no setter
#> property 'ro' of 'C' object has no deleter
#> 'C' object has no attribute 'q'
#> 'int' object has no attribute 'a' and no __dict__ for setting new attributes
#> 'str' object attribute 'upper' is read-only
#> 'function' object has no attribute 'x'
#> 'dict' object has no attribute 'x'
#> 'builtin_function_or_method' object has no attribute 'x'
#> 'tuple' object has no attribute 'append'
#> type object 'int' has no attribute 'nope'
#> 'list' object has no attribute 'x' and no __dict__ for setting new attributes
#> 'NoneType' object has no attribute 'x' and no __dict__ for setting new attributes
#> 'function' object has no attribute 'q'
#> 'float' object has no attribute 'foo'
#> 'bool' object has no attribute 'x'
#> 'ValueError' object has no attribute 'code'
#> 'object' object has no attribute 'x' and no __dict__ for setting new attributes
#= ok
