# everyone who waits is woken, in the order of waiting
import asyncio
async def w(n, f):
    print(n, await f)
async def main():
    f = asyncio.get_running_loop().create_future()
    ts = [asyncio.create_task(w(i, f)) for i in range(4)]
    asyncio.get_running_loop().call_later(1, f.set_result, 'v')
    await asyncio.gather(*ts)
asyncio.run(main())

#@ 1s
#> 0 v
#> 1 v
#> 2 v
#> 3 v
#= ok
