# coroutines awaited one after the other that have nothing to do with each other
import asyncio
async def fetch(number):
    print('asks', number)
    await asyncio.sleep(number)
    for _ in range(2):
        await asyncio.sleep(0.5)
    return number * 2
async def pair():
    one = await fetch(1)
    print(one)
    two = await fetch(2)
    return one + two
async def main():
    results = []
    for number in [1, 2, 3]:
        results.append(await fetch(number))
    print(results)
    print(await pair())
    print(await pair())
asyncio.run(main())

#> asks 1
#@ 2s
#> asks 2
#@ 5s
#> asks 3
#@ 9s
#> [2, 4, 6]
#> asks 1
#@ 11s
#> 2
#> asks 2
#@ 14s
#> 6
#> asks 1
#@ 16s
#> 2
#> asks 2
#@ 19s
#> 6
#= ok
#! awaits-in-sequence: 'fetch' was awaited 2 times one after the other, which waited 5.000 s
#! awaits-in-sequence: 'fetch' was awaited 3 times one after the other, which waited 9.000 s
