# two tasks wait for each other's lock
import asyncio
a, b = asyncio.Lock(), asyncio.Lock()
async def one():
    async with a:
        await asyncio.sleep(1)
        print('one wants b')
        async with b:
            print('never')
async def two():
    async with b:
        await asyncio.sleep(1)
        print('two wants a')
        async with a:
            print('never')
async def main():
    await asyncio.gather(one(), two())
asyncio.run(main())

#@ 1s
#> one wants b
#> two wants a
#= deadlock
