# sys.setrecursionlimit lets a program recurse deeper
import sys
def f(n): return 0 if n == 0 else 1 + f(n - 1)
try: f(2000)
except RecursionError as e: print(e)
sys.setrecursionlimit(10000)
print(f(5000), sys.getrecursionlimit())
for bad in (0, -1, 'x', 2.5):
    try: sys.setrecursionlimit(bad)
    except Exception as e: print(type(e).__name__, e)
sys.setrecursionlimit(50000)
print(f(30000))
def g(n):
    if n == 0: raise ValueError('deep')
    g(n - 1)
try: g(20000)
except ValueError as e: print(e)
sys.setrecursionlimit(1000)
try: f(2000)
except RecursionError as e: print(e)

#> maximum recursion depth exceeded
#> 5000 10000
#> ValueError recursion limit must be greater or equal than 1
#> ValueError recursion limit must be greater or equal than 1
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError 'float' object cannot be interpreted as an integer
#> 30000
#> deep
#> maximum recursion depth exceeded
#= ok
