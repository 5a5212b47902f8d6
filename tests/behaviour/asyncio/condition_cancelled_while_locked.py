# a waiter of a Condition cancelled while it wants its lock back
import asyncio
async def main():
    c = asyncio.Condition()
    async def waiter(n):
        async with c:
            try:
                await c.wait()
                print(n, 'woken')
            except asyncio.CancelledError as e:
                print(n, 'cancelled', e.args, c.locked())
                raise
    ts = [asyncio.create_task(waiter(n)) for n in range(3)]
    await asyncio.sleep(0)
    async with c:
        c.notify(2)
        await asyncio.sleep(0)
        ts[0].cancel('first')
        await asyncio.sleep(0)
        ts[0].cancel('second')
        await asyncio.sleep(0)
        print('holder lets go')
    print(await asyncio.wait(ts, timeout=1))
    async with c:
        c.notify_all()
    print(await asyncio.gather(*ts, return_exceptions=True))
    async def raises():
        async with c:
            await c.wait_for(lambda: 1 / 0)
    try:
        await raises()
    except ZeroDivisionError as e:
        print(e, c.locked())
asyncio.run(main())

#> holder lets go
#> 1 woken
#> 0 cancelled ('second',) True
#> 2 woken
#> ({<Task cancelled name='Task-2' coro=<main.<locals>.waiter() done, defined at condition_cancelled_while_locked.py:5>>, <Task finished name='Task-3' coro=<main.<locals>.waiter() done, defined at condition_cancelled_while_locked.py:5> result=None>, <Task finished name='Task-4' coro=<main.<locals>.waiter() done, defined at condition_cancelled_while_locked.py:5> result=None>}, set())
#> [CancelledError(''), None, None]
#> division by zero False
#= ok
