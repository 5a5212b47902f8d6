# an object dies when its last reference goes
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
a = D(1)
b = a
del a
print('still')
b = None
print('gone')
D(2)
def f():
    local = D(3)
    print('in f')
f()
l = [D(4), D(5)]
l.pop(0)
print('popped')
l.clear()
d = {'k': D(6)}
d['k'] = 0
for i in range(2):
    x = D(f'loop{i}')
del x
try:
    y = D(7)
    raise ValueError
except ValueError:
    pass
y = D(8)
print('end of part')
y = None

#> still
#> del 1
#> gone
#> del 2
#> in f
#> del 3
#> del 4
#> popped
#> del 5
#> del 6
#> del loop0
#> del loop1
#> del 7
#> end of part
#> del 8
#= ok
