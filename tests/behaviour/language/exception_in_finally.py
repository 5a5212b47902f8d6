# the newer error wins and remembers the older
def f():
    try:
        raise ValueError('first')
    finally:
        raise KeyError('second')
try:
    f()
except KeyError as e:
    print(repr(e), repr(e.__context__))
def g():
    try:
        raise ValueError('lost')
    finally:
        return 'swallowed'
print(g())
def h():
    for i in range(2):
        try:
            raise ValueError(i)
        except ValueError as e:
            try:
                raise KeyError(i) from e
            except KeyError as k:
                print(repr(k.__cause__), repr(k.__context__), k.__suppress_context__)
h()

#> KeyError('second') ValueError('first')
#> swallowed
#> ValueError(0) ValueError(0) True
#> ValueError(1) ValueError(1) True
#= ok
