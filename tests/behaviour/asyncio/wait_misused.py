# wait of nothing, of coroutines, of one task twice, with odd arguments
import asyncio
async def f(n):
    await asyncio.sleep(n)
    return n
async def main():
    c = f(1)
    for bad in [], (), [c], None, 3, c, 'ab':
        try:
            print(await asyncio.wait(bad))
        except BaseException as e:
            print(type(e).__name__, e)
    c.close()
    t = asyncio.create_task(f(1))
    try:
        await asyncio.wait([t], return_when='SOON')
    except ValueError as e:
        print(e)
    done, pending = await asyncio.wait([t, t, t], timeout=0)
    print(len(done), len(pending))
    done, pending = await asyncio.wait({t}, timeout=-1)
    print(len(done), len(pending))
    done, pending = await asyncio.wait((x for x in [t]))
    print(len(done), done == {t}, pending)
    done, pending = await asyncio.wait([t], timeout=5)
    print(asyncio.get_running_loop().time())
    u = asyncio.create_task(f(3))
    w = asyncio.create_task(asyncio.wait([u], timeout=9))
    await asyncio.sleep(1)
    w.cancel()
    try:
        await w
    except asyncio.CancelledError:
        print('wait cancelled', u.done(), u.cancelling())
    print(await u)
    async def boom():
        raise KeyError('b')
    ts = [asyncio.create_task(boom()), asyncio.create_task(f(4)), asyncio.create_task(f(2))]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending), repr(ts[0].exception()))
    done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
    print([x.result() for x in done], len(pending))
asyncio.run(main())

#> ValueError Set of Tasks/Futures is empty.
#> ValueError Set of Tasks/Futures is empty.
#> TypeError Passing coroutines is forbidden, use tasks explicitly.
#> ValueError Set of Tasks/Futures is empty.
#> TypeError 'int' object is not iterable
#> TypeError expect a list of futures, not coroutine
#> AttributeError 'str' object has no attribute 'add_done_callback'
#> Invalid return_when value: SOON
#> 0 1
#> 0 1
#@ 1s
#> 1 True set()
#> 1.0
#@ 2s
#> wait cancelled False 0
#@ 4s
#> 3
#> 1 2 KeyError('b')
#@ 6s
#> [2] 1
#= ok
