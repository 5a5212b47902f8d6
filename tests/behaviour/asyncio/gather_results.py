# results in the order of the arguments
import asyncio
async def f(n, d):
    await asyncio.sleep(d)
    print('end', n)
    return n
async def main():
    print(await asyncio.gather(f(1, 0.3), f(2, 0.1), f(3, 0.2)))
    print(await asyncio.gather())
    c = f(4, 0)
    print(await asyncio.gather(c, c))
    t = asyncio.create_task(f(5, 0.1))
    print(await asyncio.gather(t, t, f(6, 0)))
    g = asyncio.gather(f(7, 0.1))
    print(g.done(), type(g).__name__)
    print(await g, g.done(), g.result())
asyncio.run(main())

#@ 0.1s
#> end 2
#@ 0.2s
#> end 3
#@ 0.3s
#> end 1
#> [1, 2, 3]
#> []
#> end 4
#> [4, 4]
#> end 6
#@ 0.4s
#> end 5
#> [5, 5, 6]
#> False _GatheringFuture
#@ 0.5s
#> end 7
#> [7] True [7]
#= ok
