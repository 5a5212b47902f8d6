# waiting, notify, notify_all and wait_for
import asyncio
async def waiter(n, c, items):
    async with c:
        await c.wait_for(lambda: len(items) > n)
        print('has', n, items)
async def plain(c, name):
    async with c:
        print(name, await c.wait(), c.locked())
async def main():
    c, items = asyncio.Condition(), []
    ts = [asyncio.create_task(waiter(i, c, items)) for i in range(3)]
    for i in range(3):
        await asyncio.sleep(1)
        async with c:
            items.append(i)
            c.notify_all()
    await asyncio.gather(*ts)
    ts = [asyncio.create_task(plain(c, n)) for n in 'abc']
    await asyncio.sleep(1)
    async with c:
        c.notify()
    await asyncio.sleep(1)
    async with c:
        c.notify(2)
    await asyncio.gather(*ts)
    for bad in (c.notify, c.notify_all):
        try:
            bad()
        except RuntimeError as e:
            print(e)
    try:
        await c.wait()
    except RuntimeError as e:
        print(e)
asyncio.run(main())

#@ 1s
#> has 0 [0]
#@ 2s
#> has 1 [0, 1]
#@ 3s
#> has 2 [0, 1, 2]
#@ 4s
#> a True True
#@ 5s
#> b True True
#> c True True
#> cannot notify on un-acquired lock
#> cannot notify on un-acquired lock
#> cannot wait on un-acquired lock
#= ok
