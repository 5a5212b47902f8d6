# who holds the lock has ended, the others wait for ever
import asyncio
async def work(lock, number):
    await lock.acquire()
    print('in', number)
    await asyncio.sleep(1)
    if number == 1:
        return
    lock.release()
async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(work(lock, number) for number in range(3)))
asyncio.run(main())

#> in 0
#@ 1s
#> in 1
#= deadlock
#! lock-held-at-end: lock
