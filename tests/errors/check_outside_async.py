import asyncio
def f():
    await asyncio.sleep(1)
    async with f() as x:
        pass
    async for x in f():
        pass
    return [x async for x in f()]
