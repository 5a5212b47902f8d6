# so many at once, first come first served
import asyncio
async def f(n, s):
    async with s:
        print('in', n, s.locked())
        await asyncio.sleep(1)
async def main():
    s = asyncio.Semaphore(2)
    await asyncio.gather(*[f(i, s) for i in range(5)])
    s.release()
    print(s.locked())
    b = asyncio.BoundedSemaphore(1)
    async with b:
        print(b.locked())
    try:
        b.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)
asyncio.run(main())

#> in 0 False
#> in 1 True
#@ 1s
#> in 2 True
#> in 3 True
#@ 2s
#> in 4 False
#@ 3s
#> False
#> True
#> BoundedSemaphore released too many times
#> Semaphore initial value must be >= 0
#= ok
