# random: its state, bytes and seeds of all kinds; what is a context manager; notes of exceptions
import random, contextlib, traceback
r = random.Random(42)
print(r.randbytes(5), r.binomialvariate(10, .3), r.binomialvariate(1000, .3), random.Random(1).binomialvariate(), r.random())
s = r.getstate(); a = [r.random(), r.gauss(0, 1), r.randint(1, 9)]; r.setstate(s); print(a == [r.random(), r.gauss(0, 1), r.randint(1, 9)])
random.seed(3); st = random.getstate(); x = random.random(); random.setstate(st); print(x == random.random(), st[0], len(st[1]), st[1][:3], st[2])
random.seed(3); print(random.randbytes(3), random.binomialvariate(5, .5))
for bad in ((1, 2), (3, (1,), None), (9, (), None), 5):
    try: r.setstate(bad)
    except Exception as e: print(type(e).__name__)
try: random.Random(1).binomialvariate(-1)
except ValueError as e: print(e)
r.gauss(0, 1); s = r.getstate(); print(s[2] is not None); g = r.gauss(0, 1); r.setstate(s); print(g == r.gauss(0, 1))
class C:
    def __enter__(self): return 1
    def __exit__(self, *a): return False
class D(contextlib.AbstractContextManager):
    def __exit__(self, *a): print("exit"); return True
class E(contextlib.AbstractContextManager): pass
with D() as d: raise ValueError
print(isinstance(C(), contextlib.AbstractContextManager), isinstance(3, contextlib.AbstractContextManager), isinstance(d, contextlib.AbstractContextManager), isinstance(contextlib.suppress(), contextlib.AbstractContextManager), isinstance(contextlib.ExitStack(), contextlib.AbstractContextManager))
try: E()
except TypeError as e: print(e)
e = ValueError("a\nb"); e.add_note("n1\nn2"); e.add_note("n3")
print(traceback.format_exception_only(e))
random.seed(2 ** 70); print(random.random()); random.seed(-5); print(random.random()); random.seed(2.5); print(random.random()); random.seed("abc"); print(random.random()); random.seed(b"abc"); print(random.random()); random.seed(True); print(random.random())

#> b'\x9dy\xb1\xa3\x1c' 0 290 1 0.7364712141640124
#> True
#> True 3 625 (2147483648, 507801126, 683453281) None
#> b'?\xeb<' 3
#> ValueError
#> ValueError
#> ValueError
#> TypeError
#> n must be non-negative
#> True
#> True
#> exit
#> True False True True True
#> Can't instantiate abstract class E without an implementation for abstract method '__exit__'
#> ['ValueError: a\nb\n', 'n1\n', 'n2\n', 'n3\n']
#> 0.2327882718301838
#> 0.6229016948897019
#> 0.41877545666909954
#> 0.7720246314157545
#> 0.7720246314157545
#> 0.13436424411240122
#= ok
