# a left-over task that will not be cancelled
import asyncio
async def stuck():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print('stuck')
        await asyncio.Event().wait()
async def main():
    asyncio.create_task(stuck())
    await asyncio.sleep(1)
asyncio.run(main())

#@ 1s
#> stuck
#= deadlock
