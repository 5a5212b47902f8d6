# a shut queue lets nobody wait
import asyncio
async def get(q):
    try:
        print(await q.get())
    except asyncio.QueueShutDown as e:
        print('shut', repr(e))
async def main():
    q = asyncio.Queue()
    t = asyncio.create_task(get(q))
    await asyncio.sleep(1)
    q.shutdown()
    await t
    try:
        await q.put(1)
    except asyncio.QueueShutDown as e:
        print(repr(e))
    q = asyncio.Queue()
    q.put_nowait('left')
    q.shutdown()
    print(await q.get())
    await get(q)
    q = asyncio.Queue()
    q.put_nowait('lost')
    q.shutdown(immediate=True)
    await get(q)
asyncio.run(main())

#@ 1s
#> shut QueueShutDown()
#> QueueShutDown()
#> left
#> shut QueueShutDown()
#> shut QueueShutDown()
#= ok
