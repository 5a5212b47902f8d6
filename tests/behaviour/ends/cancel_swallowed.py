# cancelled, caught, and gone on
import asyncio
async def f():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        pass
    await asyncio.sleep(1)
    print('went on')
async def main():
    t = asyncio.create_task(f())
    await asyncio.sleep(0.5)
    t.cancel()
    await t
asyncio.run(main())

#@ 1.5s
#> went on
#= ok
#! cancel-swallowed
