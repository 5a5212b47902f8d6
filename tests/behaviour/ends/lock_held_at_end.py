# a task ends with a lock in hand
import asyncio
lock = asyncio.Lock()
async def taker():
    await lock.acquire()
    print('took it')
async def main():
    await asyncio.create_task(taker())
    print(lock.locked())
asyncio.run(main())

#> took it
#> True
#= ok
#! lock-held-at-end: lock
