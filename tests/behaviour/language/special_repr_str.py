# print, str, repr and format use their own method
class Both:
    def __repr__(self): return 'R'
    def __str__(self): return 'S'
class OnlyRepr:
    def __repr__(self): return 'only'
class Formatted:
    def __format__(self, spec): return f'<{spec}>'
class Child(Both):
    def __repr__(self): return 'child of ' + super().__repr__()
print(Both(), [Both()], {'k': Both()}, f'{Both()} {Both()!r}', str(Both()), repr(Both()), OnlyRepr(), f'{OnlyRepr():}', (OnlyRepr(),))
print(f'{Formatted():abc} {Formatted()}', format(Formatted(), 'x'), '{:q}'.format(Formatted()), Child(), [Child()])
class BadRepr:
    def __repr__(self): return 5
class BadStr:
    def __str__(self): return None
for f in (lambda: repr(BadRepr()), lambda: str(BadStr()), lambda: print([BadRepr()])):
    try:
        f()
    except TypeError as e:
        print(e)

#> S [R] {'k': R} S R S R only only (only,)
#> <abc> <> <x> <q> S [child of R]
#> __repr__ returned non-string (type int)
#> __str__ returned non-string (type NoneType)
#> __repr__ returned non-string (type int)
#= ok
