# ordered forks do not deadlock
import asyncio
async def dine(i, forks):
    a, b = sorted((i, (i + 1) % len(forks)))
    for meal in range(2):
        async with forks[a]:
            await asyncio.sleep(0.1)
            async with forks[b]:
                print(f'{asyncio.get_running_loop().time():.1f} {i} eats {meal}')
                await asyncio.sleep(0.2)
async def main():
    forks = [asyncio.Lock() for _ in range(4)]
    await asyncio.gather(*[dine(i, forks) for i in range(4)])
asyncio.run(main())

#@ 0.1s
#> 0.1 2 eats 0
#@ 0.3s
#> 0.3 1 eats 0
#@ 0.5s
#> 0.5 0 eats 0
#@ 0.6s
#> 0.6 2 eats 1
#@ 0.8s
#> 0.8 1 eats 1
#> 0.8 3 eats 0
#@ 1.1s
#> 1.1 0 eats 1
#@ 1.4s
#> 1.4 3 eats 1
#= ok
