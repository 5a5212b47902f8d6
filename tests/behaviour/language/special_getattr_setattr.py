# attributes by method
class Magic:
    def __init__(self):
        self.real = 1
    def __getattr__(self, name):
        print('getattr', name)
        if name.startswith('no'):
            raise AttributeError(name)
        return name.upper()
    def __setattr__(self, name, value):
        print('setattr', name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print('delattr', name)
        object.__delattr__(self, name)
m = Magic()
print(m.real, m.foo, hasattr(m, 'nope'), getattr(m, 'none', 'd'))
m.x = 2
m.x += 1
del m.x
print(m.x, m.__dict__)
try:
    m.no
except AttributeError as e:
    print(repr(e))

#> setattr real 1
#> getattr foo
#> getattr nope
#> getattr none
#> 1 FOO False d
#> setattr x 2
#> setattr x 3
#> delattr x
#> getattr x
#> X {'real': 1}
#> getattr no
#> AttributeError('no')
#= ok
