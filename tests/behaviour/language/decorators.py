# applied from the bottom up, with and without arguments
from functools import wraps
def log(f):
    @wraps(f)
    def inner(*a, **k):
        print('call', f.__name__, a, k)
        r = f(*a, **k)
        print('done', r)
        return r
    return inner
def times(n):
    print('times', n)
    def deco(f):
        def inner(*a):
            return [f(*a) for _ in range(n)]
        return inner
    return deco
@times(2)
@log
def add(a, b=1):
    """doc"""
    return a + b
print(add(5))
@log
def named(): pass
print(named.__name__, named.__wrapped__.__name__)
class C:
    @log
    def m(self): return 'm'
    def __repr__(self): return 'C()'
C().m()

#> times 2
#> call add (5,) {}
#> done 6
#> call add (5,) {}
#> done 6
#> [6, 6]
#> named named
#> call m (C(),) {}
#> done m
#= ok
