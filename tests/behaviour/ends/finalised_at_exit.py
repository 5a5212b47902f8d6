# objects that the module still holds are finalised at exit, in the order of their names' making
class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print('del', self.n)
def generator():
    try:
        yield 1
    finally:
        print('generator closed')
a = D('a')
g = generator()
next(g)
_b = D('_b')
c = D('c')
print('end')

#> end
#> del a
#> generator closed
#> del _b
#> del c
#= ok
