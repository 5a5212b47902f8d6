# an awaited task's error comes out of the await
import asyncio
async def inner():
    await asyncio.sleep(1)
    raise KeyError('deep')
async def middle():
    try:
        await inner()
    except KeyError as e:
        raise ValueError('middle') from e
async def main():
    t = asyncio.create_task(middle())
    for _ in range(2):
        try:
            await t
        except ValueError as e:
            print(repr(e), repr(e.__cause__), repr(t.exception()))
asyncio.run(main())

#@ 1s
#> ValueError('middle') KeyError('deep') ValueError('middle')
#> ValueError('middle') KeyError('deep') ValueError('middle')
#= ok
