# GeneratorExit, StopIteration, StopAsyncIteration and CancelledError raised out of tasks
import asyncio
async def raises(e):
    await asyncio.sleep(1)
    raise e
async def main():
    for e in GeneratorExit('g'), StopAsyncIteration('a'), asyncio.CancelledError('c'), StopIteration('s'), BaseException('b'), TimeoutError('t'):
        t = asyncio.create_task(raises(e))
        try:
            await t
        except BaseException as x:
            print(repr(x), t.cancelled(), x is e)
        t = asyncio.create_task(raises(e))
        print(await asyncio.gather(t, return_exceptions=True))
        try:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(raises(e))
        except BaseException as x:
            print(repr(x))
    try:
        async with asyncio.timeout(5):
            raise asyncio.CancelledError('by hand')
    except BaseException as x:
        print(repr(x))
    try:
        await asyncio.wait_for(raises(asyncio.CancelledError('in wait_for')), 5)
    except BaseException as x:
        print(repr(x))
    f = asyncio.Future()
    f.set_exception(GeneratorExit())
    try:
        await f
    except BaseException as x:
        print(repr(x))
asyncio.run(main())

#@ 1s
#> GeneratorExit('g') False True
#@ 2s
#> [GeneratorExit('g')]
#@ 3s
#> BaseExceptionGroup('unhandled errors in a TaskGroup', [GeneratorExit('g')])
#@ 4s
#> StopAsyncIteration('a') False True
#@ 5s
#> [StopAsyncIteration('a')]
#@ 6s
#> ExceptionGroup('unhandled errors in a TaskGroup', [StopAsyncIteration('a')])
#@ 7s
#> CancelledError('c') True True
#@ 8s
#> [CancelledError('')]
#@ 10s
#> RuntimeError('coroutine raised StopIteration') False False
#@ 11s
#> [RuntimeError('coroutine raised StopIteration')]
#@ 12s
#> ExceptionGroup('unhandled errors in a TaskGroup', [RuntimeError('coroutine raised StopIteration')])
#@ 13s
#> BaseException('b') False True
#@ 14s
#> [BaseException('b')]
#@ 15s
#> BaseExceptionGroup('unhandled errors in a TaskGroup', [BaseException('b')])
#@ 16s
#> TimeoutError('t') False True
#@ 17s
#> [TimeoutError('t')]
#@ 18s
#> ExceptionGroup('unhandled errors in a TaskGroup', [TimeoutError('t')])
#> CancelledError('by hand')
#@ 19s
#> CancelledError('in wait_for')
#> GeneratorExit()
#= ok
