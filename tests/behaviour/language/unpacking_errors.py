# too many, too few, not iterable
def attempt(f):
    try:
        f()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
def a(): x, y = 1, 2, 3
def b(): x, y = [1]
def c(): x, y = 5
def d(): x, *y, z = [1]
def e(): x, y = iter([1, 2, 3])
def f(): x, = ()
def g(): (x, y), z = 1, 2
def h(): x, y = {}
def i(): [*5]
def j(): print(*3)
def k(): print(**3)
def l(): x, y = None
for attempted in (a, b, c, d, e, f, g, h, i, j, k, l):
    attempt(attempted)

#> ValueError too many values to unpack (expected 2)
#> ValueError not enough values to unpack (expected 2, got 1)
#> TypeError cannot unpack non-iterable int object
#> ValueError not enough values to unpack (expected at least 2, got 1)
#> ValueError too many values to unpack (expected 2)
#> ValueError not enough values to unpack (expected 1, got 0)
#> TypeError cannot unpack non-iterable int object
#> ValueError not enough values to unpack (expected 2, got 0)
#> TypeError Value after * must be an iterable, not int
#> TypeError print() argument after * must be an iterable, not int
#> TypeError print() argument after ** must be a mapping, not int
#> TypeError cannot unpack non-iterable NoneType object
#= ok
