# as_completed left early, timed out, given nothing, given the same twice
import asyncio
async def f(n):
    await asyncio.sleep(n)
    return n
async def main():
    for bad in None, 3, f(1), asyncio.current_task():
        try:
            for x in asyncio.as_completed(bad):
                print(x)
        except BaseException as e:
            print(type(e).__name__, str(e)[:60].split('<')[0])
        if hasattr(bad, 'close'):
            bad.close()
    print([x for x in asyncio.as_completed([])])
    it = asyncio.as_completed([f(3), f(1), f(2)], timeout=1.5)
    for x in it:
        try:
            print(await x)
        except TimeoutError as e:
            print('timeout', repr(e))
    for x in asyncio.as_completed([f(1), f(2)]):
        print(await x)
        break
    t = asyncio.create_task(f(1))
    async for x in asyncio.as_completed([t, t, f(2)]):
        print(x is t, await x)
    it = asyncio.as_completed([f(1)])
    print(await anext(it))
    try:
        await anext(it)
    except StopAsyncIteration:
        print('over')
    try:
        next(it)
    except StopIteration:
        print('over')
    it = asyncio.as_completed([f(1), f(2)])
    a, b = next(it), next(it)
    print(await b, await a)
    try:
        await a
    except RuntimeError as e:
        print(e)
asyncio.run(main())

#> TypeError 'NoneType' object is not iterable
#> TypeError 'int' object is not iterable
#> TypeError expects an iterable of awaitables, not coroutine
#> TypeError expects an iterable of awaitables, not Task
#> []
#@ 1s
#> 1
#@ 1.5s
#> timeout TimeoutError()
#> timeout TimeoutError()
#@ 2.5s
#> 1
#@ 3.5s
#> True 1
#@ 4.5s
#> False 2
#@ 5.5s
#> <Task finished name='Task-9' coro=<f() done, defined at as_completed_misused.py:3> result=1>
#> over
#> over
#@ 7.5s
#> 1 2
#> cannot reuse already awaited coroutine
#= ok
