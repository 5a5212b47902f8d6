# a lock that another task gives back, and those of tasks that still wait, are no mistake
import asyncio
turns = asyncio.Lock()
async def take(lock):
    await lock.acquire()
async def give(lock):
    await asyncio.sleep(1)
    lock.release()
async def for_ever(lock):
    async with lock:
        await asyncio.sleep(100)
async def main():
    await asyncio.gather(take(turns), give(turns))
    print(turns.locked())
    lock = asyncio.Lock()
    await asyncio.create_task(lock.acquire())
    print(lock.locked())
    crowd = asyncio.Semaphore(3)
    await crowd.acquire()
    signal = asyncio.Semaphore(0)
    signal.release()
    await signal.acquire()
    task = asyncio.create_task(for_ever(asyncio.Lock()))
    await asyncio.sleep(1)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True))
asyncio.run(main())

#@ 1s
#> False
#> True
#@ 2s
#> [CancelledError('')]
#= ok
#! none
