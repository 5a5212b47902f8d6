# a Condition used without its lock, with a lock of its own choosing, notified by strangers
import asyncio
def show(x):
    return repr(x).split(' at ')[0] + repr(x)[repr(x).find(' ['):-1]
async def main():
    c = asyncio.Condition()
    for use in c.notify, c.notify_all, lambda: c.notify(5), c.release:
        try:
            use()
        except RuntimeError as e:
            print(e)
    try:
        await c.wait()
    except RuntimeError as e:
        print(e)
    try:
        await c.wait_for(lambda: False)
    except RuntimeError as e:
        print(e)
    print(await c.wait_for(lambda: 'true without a lock'))
    lock = asyncio.Lock()
    a, b = asyncio.Condition(lock), asyncio.Condition(lock)
    async def waiter(c, name):
        async with c:
            await c.wait()
            print(name, 'woken')
    ts = [asyncio.create_task(waiter(a, 'a')), asyncio.create_task(waiter(b, 'b')), asyncio.create_task(waiter(b, 'b2'))]
    await asyncio.sleep(0)
    async with a:
        b.notify(0)
        b.notify(-1)
        b.notify(1)
        print(show(b), a.locked())
    await asyncio.sleep(1)
    ts[0].cancel()
    await asyncio.sleep(0)
    async with lock:
        b.notify_all()
        a.notify_all()
    print(await asyncio.gather(*ts, return_exceptions=True))
    for bad in 'x', None:
        async with a:
            try:
                a.notify(bad)
            except TypeError as e:
                print(e)
    try:
        asyncio.Condition('lock')
    except BaseException as e:
        print(repr(e))
asyncio.run(main())

#> cannot notify on un-acquired lock
#> cannot notify on un-acquired lock
#> cannot notify on un-acquired lock
#> Lock is not acquired.
#> cannot wait on un-acquired lock
#> cannot wait on un-acquired lock
#> true without a lock
#> <asyncio.locks.Condition object [locked, waiters:2] True
#> b woken
#@ 1s
#> b2 woken
#> [CancelledError(''), None, None]
#> AttributeError("'str' object has no attribute 'locked'")
#= ok
