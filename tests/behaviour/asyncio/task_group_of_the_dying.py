# children that fail while the group ends, that create children while they die, that refuse to be cancelled
import asyncio
async def stubborn(tg):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        try:
            tg.create_task(asyncio.sleep(1))
        except RuntimeError as e:
            print(e)
        await asyncio.sleep(1)
        raise KeyError('died badly')
async def fail(n, e):
    await asyncio.sleep(n)
    raise e
async def show(make):
    try:
        async with asyncio.TaskGroup() as tg:
            make(tg)
            await asyncio.sleep(5)
    except BaseExceptionGroup as e:
        print(repr(e), [repr(x.__context__) for x in e.exceptions])
    except BaseException as e:
        print(repr(e))
    print(asyncio.get_running_loop().time(), asyncio.current_task().cancelling())
async def main():
    await show(lambda tg: (tg.create_task(stubborn(tg)), tg.create_task(fail(1, ValueError(1)))))
    await show(lambda tg: (tg.create_task(fail(1, ValueError(1))), tg.create_task(fail(1, KeyError(2)))))
    await show(lambda tg: tg.create_task(fail(1, asyncio.CancelledError('by hand'))))
    await show(lambda tg: (tg.create_task(fail(6, OSError())), tg.create_task(fail(1, ValueError(1)))))
    async def parent_cancelled():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(stubborn(tg))
            await asyncio.sleep(3)
    t = asyncio.create_task(parent_cancelled())
    await asyncio.sleep(1)
    t.cancel('outside')
    try:
        await t
    except BaseException as e:
        print(repr(e), t.cancelling())
asyncio.run(main())

#@ 1s
#> TaskGroup <TaskGroup tasks=1 errors=1 cancelling> is shutting down
#@ 2s
#> ExceptionGroup('unhandled errors in a TaskGroup', [ValueError(1), KeyError('died badly')]) ['None', 'CancelledError()']
#> 2.0 0
#@ 3s
#> ExceptionGroup('unhandled errors in a TaskGroup', [ValueError(1), KeyError(2)]) ['None', 'None']
#> 3.0 0
#@ 8s
#> 8.0 0
#@ 9s
#> ExceptionGroup('unhandled errors in a TaskGroup', [ValueError(1)]) ['None']
#> 9.0 0
#@ 10s
#> TaskGroup <TaskGroup tasks=1 cancelling> is shutting down
#@ 11s
#> ExceptionGroup('unhandled errors in a TaskGroup', [KeyError('died badly')]) 1
#= ok
