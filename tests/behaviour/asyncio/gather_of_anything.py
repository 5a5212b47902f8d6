# gather of done, cancelled, failed and equal things, of coroutines twice, and of nothing
import asyncio
async def f(n):
    await asyncio.sleep(n)
    return n
async def fail():
    raise ValueError('no')
async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future(); done.set_result(1)
    cancelled = loop.create_future(); cancelled.cancel('why')
    failed = loop.create_future(); failed.set_exception(KeyError('k'))
    print(await asyncio.gather(done, cancelled, failed, return_exceptions=True))
    for what in [done, cancelled], [failed, cancelled], [cancelled, failed]:
        try:
            print(await asyncio.gather(*what))
        except BaseException as e:
            print(repr(e))
    t = asyncio.create_task(f(1))
    c = f(2)
    print(await asyncio.gather(t, t, c, c, t))
    g = asyncio.gather()
    print(g.done(), await g)
    inner = asyncio.gather(f(1), fail())
    print(await asyncio.gather(inner, f(3), return_exceptions=True))
    for bad in 1, None, 'x', [f], f:
        try:
            asyncio.gather(bad)
        except TypeError as e:
            print(e)
    g = asyncio.gather(f(1), f(2))
    try:
        g.set_result(1)
    except BaseException as e:
        print(repr(e))
    print(g.cancel(), g.done(), g.cancelled())
    try:
        await g
    except asyncio.CancelledError as e:
        print('cancelled', e.args, g.cancelled(), g.cancel())
asyncio.run(main())

#> [1, CancelledError('why'), KeyError('k')]
#> CancelledError('why')
#> KeyError('k')
#> CancelledError('why')
#@ 2s
#> [1, 1, 2, 2, 1]
#> True []
#@ 5s
#> [ValueError('no'), 3]
#> An asyncio.Future, a coroutine or an awaitable is required
#> An asyncio.Future, a coroutine or an awaitable is required
#> An asyncio.Future, a coroutine or an awaitable is required
#> unhashable type: 'list'
#> An asyncio.Future, a coroutine or an awaitable is required
#> False True False
#= ok
