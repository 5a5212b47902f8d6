# what wait refuses
import asyncio
async def f(): pass
async def main():
    c = f()
    t = asyncio.create_task(f())
    for call in (lambda: asyncio.wait([]), lambda: asyncio.wait(t), lambda: asyncio.wait([c]), lambda: asyncio.wait([t], return_when='X')):
        try:
            await call()
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
    c.close()
    await t
asyncio.run(main())

#> ValueError Set of Tasks/Futures is empty.
#> TypeError expect a list of futures, not Task
#> TypeError Passing coroutines is forbidden, use tasks explicitly.
#> ValueError Invalid return_when value: X
#= ok
