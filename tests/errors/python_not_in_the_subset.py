type X = int
def f[T](a): pass
class A[T]: pass
