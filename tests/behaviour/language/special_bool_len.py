# truth asks bool, then len
class B:
    def __bool__(self):
        print('bool')
        return False
    def __len__(self): return 5
class L:
    def __init__(self, n): self.n = n
    def __len__(self):
        print('len')
        return self.n
print('yes' if B() else 'no', 'yes' if L(2) else 'no', not L(0), len(B()), bool(L(1)))
class Bad:
    def __bool__(self): return 1
    def __len__(self): return -1
class Bad2:
    def __len__(self): return 'x'
for f in (lambda: bool(Bad()), lambda: len(Bad()), lambda: len(Bad2()), lambda: len(object())):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, str(e))

#> bool
#> len
#> len
#> len
#> no yes True 5 True
#> TypeError __bool__ should return bool, returned int
#> ValueError __len__() should return >= 0
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError object of type 'object' has no len()
#= ok
