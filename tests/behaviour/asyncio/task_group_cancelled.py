# cancelling the owner cancels the group
import asyncio
async def f(n):
    try:
        await asyncio.sleep(10)
    finally:
        print('end', n)
async def owner():
    async with asyncio.TaskGroup() as g:
        g.create_task(f(1))
        g.create_task(f(2))
    print('never')
async def main():
    t = asyncio.create_task(owner())
    await asyncio.sleep(1)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print('cancelled')
asyncio.run(main())

#@ 1s
#> end 1
#> end 2
#> cancelled
#= ok
