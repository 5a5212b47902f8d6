# errors thrown in, and closing
def g():
    try:
        while True:
            try:
                x = yield 1
            except ValueError as e:
                print('caught', e)
                yield 'handled'
    finally:
        print('cleanup')
it = g()
print(next(it), it.throw(ValueError('v')), next(it))
it.close()
it.close()
try:
    it.throw(KeyError('after'))
except KeyError as e:
    print(repr(e))
it2 = g()
try:
    it2.throw(ValueError('before start'))
except ValueError as e:
    print('not started', e)
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
it3 = stubborn()
next(it3)
try:
    it3.close()
except RuntimeError as e:
    print(e)
def leaks():
    raise StopIteration('x')
    yield
try:
    next(leaks())
except RuntimeError as e:
    print(e, repr(e.__cause__))

#> caught v
#> 1 handled 1
#> cleanup
#> KeyError('after')
#> not started before start
#> generator ignored GeneratorExit
#> generator raised StopIteration StopIteration('x')
#= ok
