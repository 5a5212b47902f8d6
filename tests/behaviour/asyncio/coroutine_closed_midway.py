# closing and throwing into coroutines of tasks behind the tasks' backs
import asyncio
async def f():
    try:
        await asyncio.Future()
    except BaseException as e:
        print('f sees', repr(e))
        raise
async def main():
    c = f()
    t = asyncio.create_task(c)
    await asyncio.sleep(0)
    c.close()
    print(t.done(), t)
    t.cancel()
    try:
        await t
    except BaseException as e:
        print(type(e).__name__, e)
    c = f()
    t = asyncio.create_task(c)
    await asyncio.sleep(0)
    try:
        c.throw(KeyError('from outside'))
    except KeyError as e:
        print(repr(e))
    t.cancel()
    try:
        await t
    except BaseException as e:
        print(type(e).__name__, e)
    c = f()
    t = asyncio.create_task(c)
    c.close()
    try:
        await t
    except BaseException as e:
        print(type(e).__name__, e)
    c = f()
    c.close()
    try:
        await c
    except RuntimeError as e:
        print(e)
    t = asyncio.create_task(f())
    await asyncio.sleep(0)
asyncio.run(main())

#> f sees GeneratorExit()
#> False <Task pending name='Task-2' coro=<f() done, defined at coroutine_closed_midway.py:3> wait_for=<Future pending cb=[Task.task_wakeup()]>>
#> RuntimeError cannot reuse already awaited coroutine
#> f sees KeyError('from outside')
#> KeyError('from outside')
#> RuntimeError cannot reuse already awaited coroutine
#> RuntimeError cannot reuse already awaited coroutine
#> cannot reuse already awaited coroutine
#> f sees CancelledError()
#= ok
