async def f():
    yield 1
    return 2
async def g():
    yield from f()
