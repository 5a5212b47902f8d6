# an Event set and cleared in one turn, waited for twice, cancelled with its waiter already woken
import asyncio
def show(x):
    return repr(x).split(' at ')[0] + repr(x)[repr(x).find(' ['):-1]
async def main():
    e = asyncio.Event()
    async def w(n):
        try:
            print(n, await e.wait(), e.is_set())
        except asyncio.CancelledError:
            print(n, 'cancelled', e.is_set())
            raise
    ts = [asyncio.create_task(w(i)) for i in range(3)]
    await asyncio.sleep(0)
    e.set(); e.clear(); e.set(); e.clear()
    ts[1].cancel()
    print(await asyncio.gather(*ts, return_exceptions=True), show(e))
    t = asyncio.create_task(w(9))
    await asyncio.sleep(0)
    print(show(e))
    e.set()
    e.set()
    await asyncio.wait_for(e.wait(), 0)
    await t
    e.clear()
    try:
        await asyncio.wait_for(e.wait(), 0)
    except TimeoutError:
        print('not set')
    c = e.wait()
    e.set()
    print(await c)
    try:
        await c
    except RuntimeError as x:
        print(x)
asyncio.run(main())

#> 0 True False
#> 1 cancelled False
#> 2 True False
#> [None, CancelledError(''), None] <asyncio.locks.Event object [unset]
#> <asyncio.locks.Event object [unset, waiters:1]
#> 9 True True
#= error TimeoutError:
