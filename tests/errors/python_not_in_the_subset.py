type X = int
x = b'abc'
def f[T](a): pass
class A[T]: pass
