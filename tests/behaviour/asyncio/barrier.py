# parties pass together
import asyncio
async def f(n, b):
    await asyncio.sleep(n)
    i = await b.wait()
    print(n, i)
    return i
async def main():
    b = asyncio.Barrier(3)
    print(b.parties, b.n_waiting, b.broken)
    await asyncio.gather(*[f(i, b) for i in (0.3, 0.1, 0.2)])
    await asyncio.gather(*[f(i, b) for i in (0, 0, 0)])
    t = asyncio.create_task(f(0, b))
    await asyncio.sleep(1)
    print(b.n_waiting)
    await b.abort()
    try:
        await t
    except asyncio.BrokenBarrierError as e:
        print(repr(e), b.broken)
    await b.reset()
    print(b.broken)
    async with asyncio.Barrier(1) as position:
        print(position)
    try:
        asyncio.Barrier(0)
    except ValueError as e:
        print(e)
asyncio.run(main())

#> 3 0 False
#@ 0.3s
#> 0.3 2
#> 0.1 0
#> 0.2 1
#> 0 2
#> 0 0
#> 0 1
#@ 1.3s
#> 1
#> BrokenBarrierError('Abort or reset of barrier') True
#> False
#> 0
#> parties must be > 0
#= ok
