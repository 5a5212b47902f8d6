# sleep(0) lets everyone else that is ready go once
import asyncio
async def walk(name):
    for i in range(3):
        print(name, i)
        await asyncio.sleep(0)
async def main():
    await asyncio.gather(walk('a'), walk('b'), walk('c'))
asyncio.run(main())

#> a 0
#> b 0
#> c 0
#> a 1
#> b 1
#> c 1
#> a 2
#> b 2
#> c 2
#= ok
