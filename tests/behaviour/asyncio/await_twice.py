# a coroutine can be awaited once, a task often
import asyncio
async def f(): return 1
async def main():
    c = f()
    print(await c)
    try:
        await c
    except RuntimeError as e:
        print(e)
    t = asyncio.create_task(f())
    print(await t, await t)
    c = asyncio.sleep(1)
    t = asyncio.create_task(c)
    await asyncio.sleep(0)
    try:
        await c
    except RuntimeError as e:
        print(e)
    await t
asyncio.run(main())

#> 1
#> cannot reuse already awaited coroutine
#> 1 1
#> coroutine is being awaited already
#= ok
