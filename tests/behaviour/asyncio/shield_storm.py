# shield under a storm of cancellations
import asyncio
async def work(n):
    try:
        await asyncio.sleep(n)
        return f'work {n}'
    except asyncio.CancelledError:
        print('work', n, 'cancelled')
        raise
async def main():
    t = asyncio.create_task(work(3))
    async def guard():
        while True:
            try:
                return await asyncio.shield(t)
            except asyncio.CancelledError as e:
                print('guard hit', e.args, asyncio.current_task().cancelling())
                if t.done():
                    raise
    g = asyncio.create_task(guard())
    for i in range(4):
        await asyncio.sleep(0.5)
        g.cancel(i)
    print(await g)
    s = asyncio.shield(work(1))
    inner_cancelled = asyncio.create_task(work(5))
    outer = asyncio.shield(inner_cancelled)
    await asyncio.sleep(0)
    inner_cancelled.cancel('inner')
    try:
        await outer
    except asyncio.CancelledError as e:
        print('outer', e.args, outer.cancelled())
    s.cancel()
    try:
        await s
    except asyncio.CancelledError as e:
        print(e.args)
    await asyncio.sleep(2)
    async def fails():
        await asyncio.sleep(1)
        raise ValueError('lost in shield')
    s = asyncio.shield(fails())
    await asyncio.sleep(0)
    s.cancel()
    await asyncio.sleep(2)
    print(asyncio.shield(asyncio.shield(t)).done(), await asyncio.shield(t))
    for bad in 1, None:
        try:
            asyncio.shield(bad)
        except TypeError as e:
            print(e)
asyncio.run(main())

#@ 0.5s
#> guard hit (0,) 1
#@ 1s
#> guard hit (1,) 2
#@ 1.5s
#> guard hit (2,) 3
#@ 2s
#> guard hit (3,) 4
#@ 3s
#> work 3
#> work 5 cancelled
#> outer () True
#> ()
#@ 7s
#> True work 3
#> An asyncio.Future, a coroutine or an awaitable is required
#> An asyncio.Future, a coroutine or an awaitable is required
#= ok
