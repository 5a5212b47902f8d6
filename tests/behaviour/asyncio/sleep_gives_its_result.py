# what awaiting a sleep gives
import asyncio
async def main():
    x = await asyncio.sleep(1)
    print(x)
    print(await asyncio.sleep(0), await asyncio.sleep(0.5))
    print(await asyncio.sleep(1, 'given'), await asyncio.sleep(0, 'too'))
    kept = asyncio.sleep(2, result=[1])
    print(await kept)
    async def nap(n):
        return await asyncio.sleep(n), n
    print(await asyncio.gather(nap(1), nap(1), nap(2)))
asyncio.run(main())

#@ 1s
#> None
#@ 1.5s
#> None None
#@ 2.5s
#> given too
#@ 4.5s
#> [1]
#@ 6.5s
#> [(None, 1), (None, 1), (None, 2)]
#= ok
