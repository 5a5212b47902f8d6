# an async generator that yields when it is closed, that awaits when it is closed, that swallows
import asyncio
async def yields():
    try:
        yield 1
    finally:
        yield 2
async def swallows():
    while True:
        try:
            yield 1
        except BaseException as e:
            print('swallowed', repr(e))
            return
async def raises():
    try:
        yield 1
    finally:
        raise ValueError('in finally')
async def main():
    for f in yields, swallows, raises:
        g = f()
        await anext(g)
        try:
            print(f.__name__, await g.aclose())
        except BaseException as e:
            print(f.__name__, repr(e), repr(e.__context__))
        g = f()
        await anext(g)
        try:
            print(f.__name__, await g.athrow(KeyError('k')))
        except BaseException as e:
            print(f.__name__, repr(e), repr(e.__context__))
        g = f()
        await anext(g)
        del g
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
asyncio.run(main())

#> yields RuntimeError('async generator ignored GeneratorExit') None
#> yields 2
#> swallowed GeneratorExit()
#> swallows None
#> swallowed KeyError('k')
#> swallows StopAsyncIteration() None
#> swallowed GeneratorExit()
#> raises ValueError('in finally') GeneratorExit()
#> raises ValueError('in finally') KeyError('k')
#= ok
