# a traceback keeps its frames and their locals
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def f():
    local = D('local')
    raise ValueError('x')
try:
    f()
except ValueError as e:
    print('in handler')
print('after handler')
kept = None
try:
    f()
except ValueError as e:
    kept = e
print('kept')
kept = None
print('let go')

#> in handler
#> del local
#> after handler
#> kept
#> del local
#> let go
#= ok
