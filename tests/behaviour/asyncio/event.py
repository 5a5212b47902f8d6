# waiters go on when it is set
import asyncio
async def w(n, e):
    print(n, await e.wait())
async def main():
    e = asyncio.Event()
    ts = [asyncio.create_task(w(i, e)) for i in range(3)]
    await asyncio.sleep(1)
    print(e.is_set())
    e.set()
    e.clear()
    print(e.is_set())
    await asyncio.gather(*ts)
    e.set()
    print(await e.wait(), e.is_set())
asyncio.run(main())

#@ 1s
#> False
#> False
#> 0 True
#> 1 True
#> 2 True
#> True True
#= ok
