# a lock goes to who waited first
import asyncio
lock = asyncio.Lock()
async def f(n):
    async with lock:
        print('in', n)
        await asyncio.sleep(1)
        print('out', n)
async def main():
    ts = [asyncio.create_task(f(i)) for i in range(3)]
    await asyncio.sleep(0.5)
    print(lock.locked())
    await asyncio.gather(*ts)
    print(lock.locked())
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    print(await lock.acquire(), lock.locked())
    lock.release()
    t = asyncio.create_task(f(9))
    await asyncio.sleep(0.1)
    w = asyncio.create_task(f(10))
    await asyncio.sleep(0.1)
    w.cancel()
    await asyncio.wait([t, w])
    print(w.cancelled(), lock.locked())
asyncio.run(main())

#> in 0
#@ 0.5s
#> True
#@ 1s
#> out 0
#> in 1
#@ 2s
#> out 1
#> in 2
#@ 3s
#> out 2
#> False
#> Lock is not acquired.
#> True True
#> in 9
#@ 4s
#> out 9
#> True False
#= ok
