# sends, throws and results pass through
def inner():
    try:
        a = yield 'i1'
        print('inner got', a)
        b = yield 'i2'
        return b
    except KeyError:
        yield 'inner handled'
        return 'after error'
def outer():
    r = yield from inner()
    print('outer has', r)
    r = yield from inner()
    print('outer has', r)
    yield from ()
    return 'end'
o = outer()
print(next(o), o.send('A'), o.send('B'), o.throw(KeyError))
try:
    next(o)
except StopIteration as e:
    print(e.value)
def bad():
    yield from 5
try:
    next(bad())
except TypeError as e:
    print(e)

#> inner got A
#> outer has B
#> i1 i2 i1 inner handled
#> outer has after error
#> end
#> 'int' object is not iterable
#= ok
