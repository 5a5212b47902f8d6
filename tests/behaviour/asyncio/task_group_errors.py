# one failure cancels the rest, and all errors come out together
import asyncio
async def ok(n):
    try:
        await asyncio.sleep(n)
        print('ok', n)
    except asyncio.CancelledError:
        print('cancelled', n)
        raise
async def bad(n, e):
    await asyncio.sleep(n)
    raise e
async def main():
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(ok(0.1))
            g.create_task(ok(5))
            g.create_task(bad(0.2, ValueError('v')))
            g.create_task(bad(0.2, KeyError('k')))
    except ExceptionGroup as group:
        print(group, group.exceptions)
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(ok(3))
            await asyncio.sleep(1)
            raise RuntimeError('body')
    except* RuntimeError as group:
        print(repr(group))
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(bad(1, OSError('o')))
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                print('body cancelled')
                raise
    except* OSError as group:
        print(group.exceptions)
    print(asyncio.current_task().cancelling())
asyncio.run(main())

#@ 0.1s
#> ok 0.1
#@ 0.2s
#> cancelled 5
#> unhandled errors in a TaskGroup (2 sub-exceptions) (ValueError('v'), KeyError('k'))
#@ 1.2s
#> cancelled 3
#> ExceptionGroup('unhandled errors in a TaskGroup', [RuntimeError('body')])
#@ 2.2s
#> body cancelled
#> (OSError('o'),)
#> 0
#= ok
