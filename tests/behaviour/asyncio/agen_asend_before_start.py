# asend with a value before the start, throw before the start, close before the start, an asend awaited twice
import asyncio
async def g():
    print('starts')
    try:
        x = yield 1
        print('x', x)
        yield 2
    except GeneratorExit:
        print('exit')
        raise
async def main():
    a = g()
    try:
        await a.asend('early')
    except TypeError as e:
        print(e)
    try:
        await a.athrow(ValueError('v'))
    except ValueError as e:
        print(repr(e))
    try:
        print(await anext(a))
    except StopAsyncIteration:
        print('dead')
    b = g()
    await b.aclose()
    try:
        await anext(b)
    except StopAsyncIteration:
        print('closed')
    c = g()
    s = c.asend(None)
    print(await s)
    try:
        await s
    except RuntimeError as e:
        print(e)
    s = c.aclose()
    await s
    try:
        await s
    except RuntimeError as e:
        print(e)
    d = g()
    s = d.asend(None)
    s.close()
    try:
        await s
    except RuntimeError as e:
        print(e)
    t = d.athrow(KeyError)
    try:
        t.throw(OSError('o'))
    except BaseException as e:
        print(repr(e))
    try:
        await t
    except BaseException as e:
        print(repr(e))
    d.aclose()
    d.asend(None)
asyncio.run(main())

#> can't send non-None value to a just-started async generator
#> ValueError('v')
#> dead
#> closed
#> starts
#> 1
#> cannot reuse already awaited __anext__()/asend()
#> exit
#> cannot reuse already awaited aclose()/athrow()
#> cannot reuse already awaited __anext__()/asend()
#> OSError('o')
#> RuntimeError('cannot reuse already awaited aclose()/athrow()')
#= ok
