# a waiter is resumed in the turn after the end
import asyncio
async def child():
    print('child')
async def a():
    await asyncio.create_task(child())
    print('a resumed')
async def b():
    for i in range(4):
        print('b', i)
        await asyncio.sleep(0)
async def main():
    await asyncio.gather(a(), b())
asyncio.run(main())

#> b 0
#> child
#> b 1
#> a resumed
#> b 2
#> b 3
#= ok
