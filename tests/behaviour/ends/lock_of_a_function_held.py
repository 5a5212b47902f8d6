# a lock of a function dies locked: the line of its acquire() is told
import asyncio
async def take(lock, last):
    await lock.acquire()
    await asyncio.sleep(1)
    if last:
        return 'kept'
    lock.release()
    return 'gave back'
async def main():
    lock = asyncio.Lock()
    for last in False, True:
        print(await asyncio.create_task(take(lock, last)), lock.locked())
    gate = asyncio.Semaphore(1)
    await gate.acquire()
    print(gate.locked())
asyncio.run(main())

#@ 1s
#> gave back False
#@ 2s
#> kept True
#> True
#= ok
#! lock-held-at-end: lock
#! lock-held-at-end: gate
