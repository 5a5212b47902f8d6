# wait_for waits for the cancellation to end
import asyncio
async def slow():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(2)
        print('cleaned')
        raise
async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return 'anyway'
async def fails():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError('instead')
async def main():
    for c in (slow(), stubborn(), fails()):
        try:
            print(await asyncio.wait_for(c, 1))
        except (TimeoutError, ValueError) as e:
            print(repr(e))
asyncio.run(main())

#@ 3s
#> cleaned
#> TimeoutError()
#@ 4s
#> anyway
#@ 5s
#> ValueError('instead')
#= ok
