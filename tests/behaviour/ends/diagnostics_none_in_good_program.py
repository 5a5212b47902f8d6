# a program that does all right is told nothing
import asyncio
async def work(n, lock, q):
    async with lock:
        await asyncio.sleep(0.1)
    await q.put(n)
async def main():
    lock, q = asyncio.Lock(), asyncio.Queue()
    async with asyncio.TaskGroup() as g:
        for i in range(3):
            g.create_task(work(i, lock, q))
    print([q.get_nowait() for _ in range(3)])
asyncio.run(main())

#@ 0.3s
#> [0, 1, 2]
#= ok
#! none
