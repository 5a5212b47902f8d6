# one coroutine for two tasks, one task for two waiters, a coroutine awaited while it runs
import asyncio
async def f():
    await event.wait()
    return 'f'
event = asyncio.Event()
async def main():
    asyncio.get_running_loop().call_later(1, event.set)
    c = f()
    a = asyncio.create_task(c, name='a')
    b = asyncio.create_task(c, name='b')
    for t in a, b:
        try:
            print(await t)
        except RuntimeError as e:
            print(t.get_name(), e)
    try:
        await c
    except RuntimeError as e:
        print(e)
    t = asyncio.create_task(f())
    async def waiter():
        return await t
    print(await asyncio.gather(waiter(), waiter(), t))
    print(await t, await t)
    event.clear()
    d = f()
    d.send(None)
    try:
        await d
    except RuntimeError as e:
        print(e)
    async def selfish():
        try:
            await me
        except RuntimeError as e:
            print(e)
        try:
            me.send(None)
        except ValueError as e:
            print(e)
        try:
            me.close()
        except ValueError as e:
            print(e)
        try:
            me.throw(KeyError)
        except ValueError as e:
            print(e)
    me = selfish()
    await me
asyncio.run(main())

#@ 1s
#> f
#> b cannot reuse already awaited coroutine
#> cannot reuse already awaited coroutine
#> ['f', 'f', 'f']
#> f f
#> coroutine is being awaited already
#= error ValueError: coroutine already executing
