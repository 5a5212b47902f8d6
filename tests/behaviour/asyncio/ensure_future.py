# wraps coroutines and leaves tasks as they are
import asyncio
async def f(): return 1
async def main():
    t = asyncio.ensure_future(f())
    print(type(t).__name__, asyncio.ensure_future(t) is t, await t)
    fut = asyncio.get_running_loop().create_future()
    print(asyncio.ensure_future(fut) is fut)
    fut.cancel()
asyncio.run(main())

#> Task True 1
#> True
#= ok
