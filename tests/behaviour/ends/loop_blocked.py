# a long computation while others are due
import asyncio
async def tick():
    await asyncio.sleep(0.1)
    print('late tick')
async def main():
    t = asyncio.create_task(tick())
    await asyncio.sleep(0)
    cpu(0.5)
    print('computed')
    await t
asyncio.run(main())

#@ 0.5s
#> computed
#> late tick
#= ok
#! loop-blocked
