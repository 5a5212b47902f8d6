# What a plain `except` handles around the run is the context of an error that a task gets
# from a gather or a cancellation, but not of one from a Future; a timeout's context is the
# cancellation that it takes the place of.
import asyncio
async def fails(future):
    future.set_exception(KeyError("k"))
async def unstarted():
    pass

async def never_awaited(future):
    await asyncio.sleep(0)
    raise LookupError


async def main(way):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = None
    try:
        if way == 0:
            future.set_exception(KeyError("k"))
            await future
        if way == 1:
            task = asyncio.create_task(fails(future))
            await future
        if way == 2:
            task = asyncio.create_task(unstarted())
            task.cancel()
            await task
        if way == 3:
            task = asyncio.create_task(asyncio.sleep(1))
            await asyncio.sleep(0)
            task.cancel()
            await task
        if way == 4:
            loop.call_soon(future.cancel)
            await future
        if way == 5:
            await asyncio.gather(fails(future), never_awaited(future))
        if way == 6:
            asyncio.get_running_loop().call_soon(asyncio.current_task().cancel)
            await asyncio.gather(unstarted(), asyncio.sleep(1))
        if way == 7:
            asyncio.get_running_loop().call_soon(asyncio.current_task().cancel)
            await asyncio.gather(asyncio.sleep(1))
        if way == 8:
            task = asyncio.create_task(unstarted())
            asyncio.get_running_loop().call_soon(asyncio.current_task().cancel)
            await asyncio.shield(asyncio.sleep(1))
        if way == 9:
            await asyncio.wait_for(asyncio.sleep(1), 0.1)
        if way == 10:
            async with asyncio.TaskGroup() as g:
                g.create_task(fails(None))
                g.create_task(asyncio.sleep(1))
        if way == 11:
            async with asyncio.timeout(.1):
                await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))
        if way == 12:
            async for t in asyncio.as_completed([asyncio.sleep(1)], timeout=.1):
                await t
        if way == 13:
            q = asyncio.Queue()
            task = asyncio.create_task(q.get())
            await asyncio.sleep(0)
            task.cancel()
            await task
    except BaseException as e:
        print("main", way, repr(e), repr(e.__context__), repr(e.__context__ and e.__context__.__context__),  repr(e.__cause__ and e.__cause__.__context__))
for way in range(14):
    try:
        raise OSError(way)
    except OSError:
        asyncio.run(main(way))

#> main 0 KeyError('k') OSError(0) None None
#> main 1 KeyError('k') None None None
#> main 2 CancelledError() OSError(2) None None
#> main 3 CancelledError() OSError(3) None None
#> main 4 CancelledError() OSError(4) None None
#> main 5 LookupError() OSError(5) None None
#> main 6 CancelledError() OSError(6) None None
#> main 7 CancelledError() OSError(7) None None
#> main 8 CancelledError() OSError(8) None None
#@ 0.1s
#> main 9 TimeoutError() CancelledError() OSError(9) OSError(9)
#> main 10 ExceptionGroup('unhandled errors in a TaskGroup', [AttributeError("'NoneType' object has no attribute 'set_exception'")]) OSError(10) None None
#@ 0.2s
#> main 11 TimeoutError() CancelledError() OSError(11) OSError(11)
#@ 0.3s
#> main 12 TimeoutError() OSError(12) None None
#> main 13 CancelledError() OSError(13) None None
#= ok
