# a program that sets both ways side by side knows them
import asyncio
async def fetch(number):
    await asyncio.sleep(number)
    return number * 2
async def main():
    loop = asyncio.get_running_loop()
    begin = loop.time()
    print(await fetch(1))
    print(await fetch(2))
    print(loop.time() - begin)
    print(await asyncio.gather(fetch(1), fetch(2)))
    print(loop.time() - begin)
asyncio.run(main())

#@ 1s
#> 2
#@ 3s
#> 4
#> 3.0
#@ 5s
#> [2, 4]
#> 5.0
#= ok
#! none
