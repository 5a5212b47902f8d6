# a get with nobody to put
import asyncio
async def main():
    q = asyncio.Queue()
    await q.put(1)
    print(await q.get())
    print(await q.get())
asyncio.run(main())

#> 1
#= deadlock
