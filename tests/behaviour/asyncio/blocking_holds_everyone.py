# time.sleep and cpu stop the loop
import asyncio, time
async def tick():
    for i in range(4):
        print('tick', i)
        await asyncio.sleep(0.1)
async def block():
    await asyncio.sleep(0.05)
    time.sleep(1)
    print('blocked')
    cpu(0.5)
    print('computed')
async def main():
    await asyncio.gather(tick(), block())
asyncio.run(main())

#> tick 0
#@ 1.05s
#> blocked
#@ 1.55s
#> computed
#> tick 1
#@ 1.65s
#> tick 2
#@ 1.75s
#> tick 3
#= ok
#! loop-blocked
