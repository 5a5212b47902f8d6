# coroutine and task attributes
import asyncio
async def f():
    await asyncio.sleep(1)
async def main():
    c = f()
    print(c.__name__, c.__qualname__, c.cr_running if False else '', asyncio.iscoroutine(c), asyncio.iscoroutinefunction(f), asyncio.iscoroutinefunction(print))
    t = asyncio.create_task(c)
    print(t.get_coro() is c)
    await t
    print(asyncio.isfuture(t), asyncio.isfuture(5), t.get_stack() if False else '')
asyncio.run(main())

#> f f  True True False
#> True
#@ 1s
#> True False 
#= ok
