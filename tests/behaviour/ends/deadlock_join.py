# a queue whose items are never done
import asyncio
async def main():
    q = asyncio.Queue()
    await q.put(1)
    await q.get()
    print('joining')
    await q.join()
asyncio.run(main())

#> joining
#= deadlock
