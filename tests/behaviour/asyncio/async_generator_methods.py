# asend, athrow and aclose
import asyncio
async def g():
    try:
        while True:
            try:
                got = yield 'y'
                print('got', got)
                await asyncio.sleep(1)
            except ValueError as e:
                print('thrown', e)
                yield 'after throw'
    finally:
        await asyncio.sleep(1)
        print('closed')
async def main():
    a = g()
    print(await a.asend(None), await a.asend(1), await anext(a), await a.athrow(ValueError('v')), await a.__anext__())
    await a.aclose()
    await a.aclose()
    try:
        await anext(a)
    except StopAsyncIteration as e:
        print(repr(e))
    b = g()
    try:
        await b.asend('early')
    except TypeError as e:
        print(e)
    await b.aclose()
    c = g()
    try:
        await c.athrow(KeyError('before start'))
    except KeyError as e:
        print(repr(e))
    async def stubborn():
        try:
            yield 1
        except GeneratorExit:
            yield 2
    d = stubborn()
    await anext(d)
    try:
        await d.aclose()
    except RuntimeError as e:
        print(e)
    async def leaks():
        yield 1
        raise StopAsyncIteration
    try:
        async for x in leaks():
            print(x)
    except RuntimeError as e:
        print(e)
asyncio.run(main())

#> got 1
#@ 1s
#> got None
#@ 2s
#> thrown v
#> y y y after throw y
#@ 3s
#> closed
#> StopAsyncIteration()
#> can't send non-None value to a just-started async generator
#> KeyError('before start')
#> async generator ignored GeneratorExit
#> 1
#> async generator raised StopAsyncIteration
#= ok
