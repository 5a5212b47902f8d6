def f(a=1, b): pass
def f(*): pass
def f(**k, a): pass
def f(a, /, b, /): pass
def f(/): pass
def f((a)): pass
def f(*a=1): pass
lambda a=1, b: 0
