# a cancellation from outside stays a cancellation
import asyncio
async def f():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(5)
    except TimeoutError:
        print('timeout')
    except asyncio.CancelledError:
        print('cancelled')
        raise
async def main():
    t = asyncio.create_task(f())
    await asyncio.sleep(0.5)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled())
    t = asyncio.create_task(f())
    await asyncio.sleep(1)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled())
asyncio.run(main())

#@ 0.5s
#> cancelled
#> True
#@ 1.5s
#> cancelled
#> True
#= ok
