def f(a):
    global a
    x = 1
    global x
    print(y)
    global y
    nonlocal z
nonlocal w
def g(b):
    nonlocal b
