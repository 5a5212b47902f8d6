def f(a, b, a): pass
lambda x, *x: 1
