# construction by new, and objects that are shared
class One:
    it = None
    def __new__(cls, *a):
        if cls.it is None:
            print('new', cls.__name__, a)
            cls.it = super().__new__(cls)
        return cls.it
    def __init__(self, *a):
        print('init', a)
print(One(1) is One(2))
class Other:
    def __new__(cls): return 5
    def __init__(self): print('never')
print(Other())
class NoArgs: pass
for f in (lambda: NoArgs(1), lambda: object(1)):
    try:
        f()
    except TypeError as e:
        print(e)
class Ret:
    def __init__(self): return 5
try:
    Ret()
except TypeError as e:
    print(e)

#> new One (1,)
#> init (1,)
#> init (2,)
#> True
#> 5
#> NoArgs() takes no arguments
#> object() takes no arguments
#> __init__() should return None, not 'int'
#= ok
