# objects that can be called
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, twice=False): return (self.n + x) * (2 if twice else 1)
a = Adder(3)
print(a(4), a(4, twice=True), callable(a), callable(5), callable(len), callable(Adder), list(map(a, [1, 2])))
class No: pass
try:
    No()()
except TypeError as e:
    print(e)

#> 7 14 True False True True [4, 5]
#> 'No' object is not callable
#= ok
