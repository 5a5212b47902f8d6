# the awaitable of an async generator driven by hand, from inside and after its end
import asyncio
async def g():
    try:
        s.send(None)
    except ValueError as e:
        print(repr(e))
    try:
        s.throw(KeyError('k'))
    except ValueError as e:
        print(repr(e))
    try:
        s.close()
    except ValueError as e:
        print(repr(e))
    yield 1
    await asyncio.sleep(0)
    yield 2
async def h():
    try:
        yield 1
    except ValueError:
        yield 'caught'
    finally:
        print('h ends')
def step(s, *args):
    try:
        print('yields', s.send(*args))
    except BaseException as e:
        print(repr(e))
a = g()
s = a.asend(None)
step(s, None)
step(s, None)
s = a.asend(None)
step(s, None)
step(s, None)
step(s, None)
b = h()
t = b.asend(None)
try:
    t.throw(OSError('o'))
except BaseException as e:
    print(repr(e))
step(b.__anext__(), None)
b = h()
step(b.__anext__(), None)
c = b.athrow(ValueError)
step(c, None)
step(c, None)
d = b.aclose()
step(d, 5)
step(d, None)
step(b.aclose(), None)
for e in b.asend(1), b.athrow(KeyError), b.aclose():
    print(type(e).__name__)
    try:
        e.throw(ZeroDivisionError)
    except BaseException as x:
        print(repr(x))
    e.close()

#> ValueError('async generator already executing')
#> RuntimeError('cannot reuse already awaited __anext__()/asend()')
#> RuntimeError('cannot reuse already awaited __anext__()/asend()')
#> StopAsyncIteration()
#> RuntimeError('cannot reuse already awaited __anext__()/asend()')
#> RuntimeError('cannot reuse already awaited __anext__()/asend()')
#> OSError('o')
#> StopAsyncIteration()
#> StopIteration(1)
#> StopIteration('caught')
#> RuntimeError('cannot reuse already awaited aclose()/athrow()')
#> RuntimeError("can't send non-None value to a just-started coroutine")
#> h ends
#> StopIteration()
#> StopIteration()
#> async_generator_asend
#> ZeroDivisionError()
#> async_generator_athrow
#> ZeroDivisionError()
#> async_generator_athrow
#> ZeroDivisionError()
#= ok
