# a bounded queue keeps the producer back
import asyncio
async def producer(q, n):
    for i in range(n):
        await q.put(i)
        print(f'{asyncio.get_running_loop().time():.1f} produced {i}')
        await asyncio.sleep(0.1)
    await q.put(None)
async def consumer(q):
    while (item := await q.get()) is not None:
        print(f'{asyncio.get_running_loop().time():.1f} consumed {item}')
        await asyncio.sleep(0.25)
async def main():
    q = asyncio.Queue(maxsize=2)
    async with asyncio.TaskGroup() as g:
        g.create_task(producer(q, 6))
        g.create_task(consumer(q))
asyncio.run(main())

#> 0.0 produced 0
#> 0.0 consumed 0
#@ 0.1s
#> 0.1 produced 1
#@ 0.2s
#> 0.2 produced 2
#@ 0.25s
#> 0.2 consumed 1
#@ 0.3s
#> 0.3 produced 3
#@ 0.5s
#> 0.5 consumed 2
#> 0.5 produced 4
#@ 0.75s
#> 0.8 consumed 3
#> 0.8 produced 5
#@ 1s
#> 1.0 consumed 4
#@ 1.25s
#> 1.2 consumed 5
#= ok
