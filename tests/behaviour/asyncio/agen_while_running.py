# an async generator asked twice at once, closed while it runs, thrown into while it runs
import asyncio
async def slow():
    try:
        while True:
            await asyncio.sleep(1)
            x = yield 'v'
            print('got', x)
    finally:
        print('over')
async def main():
    g = slow()
    t = asyncio.create_task(anext(g))
    await asyncio.sleep(0)
    for ask in lambda: g.asend(1), lambda: anext(g), lambda: g.aclose(), lambda: g.athrow(ValueError):
        try:
            print(await ask())
        except BaseException as e:
            print(repr(e))
    print(await t)
    print(g.ag_running)
    t = asyncio.create_task(g.asend('s'))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError as e:
        print('cancelled')
    try:
        await anext(g)
    except StopAsyncIteration as e:
        print('stopped', e.args)
    await g.aclose()
    await g.aclose()
    try:
        await g.athrow(KeyError('k'))
    except BaseException as e:
        print(repr(e))
asyncio.run(main())

#> RuntimeError('anext(): asynchronous generator is already running')
#> RuntimeError('anext(): asynchronous generator is already running')
#> RuntimeError('aclose(): asynchronous generator is already running')
#> RuntimeError('athrow(): asynchronous generator is already running')
#@ 1s
#> v
#> False
#> got s
#> over
#> cancelled
#> stopped ()
#= ok
