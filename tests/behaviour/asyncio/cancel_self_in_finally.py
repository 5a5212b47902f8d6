# a task that cancels itself in its finally, in an except, at its end, and before a return
import asyncio
async def in_finally():
    try:
        await asyncio.sleep(1)
    finally:
        asyncio.current_task().cancel('from finally')
        print('finally')
async def in_finally_then_waits():
    try:
        await asyncio.sleep(1)
    finally:
        asyncio.current_task().cancel()
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as e:
            print('hit in finally', e.args)
async def in_except():
    try:
        1 / 0
    except ZeroDivisionError:
        asyncio.current_task().cancel('c')
        await asyncio.sleep(0)
async def before_return():
    asyncio.current_task().cancel('late')
    return 5
async def before_raise():
    asyncio.current_task().cancel('late')
    raise ValueError('v')
async def twice():
    t = asyncio.current_task()
    print(t.cancel('1'), t.cancel('2'), t.cancelling())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print(e.args, t.cancelling())
    await asyncio.sleep(1)
    return 'done'
async def main():
    for f in in_finally, in_finally_then_waits, in_except, before_return, before_raise, twice:
        t = asyncio.create_task(f())
        try:
            print(f.__name__, await t)
        except BaseException as e:
            print(f.__name__, repr(e), t.cancelled(), t.cancelling())
asyncio.run(main())

#@ 1s
#> finally
#> in_finally CancelledError('from finally') True 1
#@ 2s
#> hit in finally ()
#> in_finally_then_waits None
#> in_except CancelledError('c') True 1
#> before_return CancelledError('late') True 1
#> before_raise ValueError('v') False 1
#> True True 2
#> ('2',) 2
#@ 3s
#> twice done
#= ok
