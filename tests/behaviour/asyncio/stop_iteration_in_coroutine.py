# StopIteration cannot leave a coroutine
import asyncio
async def f():
    raise StopIteration(1)
async def main():
    try:
        await f()
    except RuntimeError as e:
        print(e, repr(e.__cause__))
    try:
        await asyncio.create_task(f())
    except RuntimeError as e:
        print(e)
asyncio.run(main())

#> coroutine raised StopIteration StopIteration(1)
#> coroutine raised StopIteration
#= ok
