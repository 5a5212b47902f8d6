# two tasks cannot step one async generator at once
import asyncio
async def g():
    while True:
        await asyncio.sleep(1)
        yield 1
async def main():
    a = g()
    t = asyncio.create_task(anext(a).__await__.__self__.asend(None) if False else take(a))
    await asyncio.sleep(0)
    try:
        await anext(a)
    except RuntimeError as e:
        print(e)
    print(await t)
    await a.aclose()
async def take(a):
    return await anext(a)
asyncio.run(main())

#> anext(): asynchronous generator is already running
#@ 1s
#> 1
#= ok
