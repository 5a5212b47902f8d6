# a hundred thousand callbacks on one future, many removed
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    n = 0
    def count(f):
        nonlocal n
        n += 1
    def never(f):
        print('never')
    for i in range(100000):
        f.add_done_callback(count)
        if i % 3 == 0:
            f.add_done_callback(never)
    print(f.remove_done_callback(never))
    async def waiter():
        return await f
    ts = [asyncio.create_task(waiter()) for i in range(100)]
    await asyncio.sleep(0)
    f.set_result('r')
    print(n)
    await asyncio.sleep(0)
    print(n, [t.done() for t in ts[:3]])
    print(set(await asyncio.gather(*ts)))
asyncio.run(main())

#> 33334
#> 0
#> 100000 [True, True, True]
#> {'r'}
#= ok
