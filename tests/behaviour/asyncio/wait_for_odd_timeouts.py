# wait_for and timeout with zero, negative, None, True, text, infinity
import asyncio
async def f(n):
    await asyncio.sleep(n)
    return n
async def now():
    return 'now'
async def main():
    loop = asyncio.get_running_loop()
    for timeout in 0, -1, None, True, 'x', [], float('inf'), 1.5:
        for make in now, lambda: f(1), lambda: asyncio.create_task(f(1)):
            try:
                print(timeout, loop.time(), await asyncio.wait_for(make(), timeout))
            except BaseException as e:
                print(timeout, loop.time(), type(e).__name__, e)
    done = loop.create_future()
    done.set_result('done')
    print(await asyncio.wait_for(done, 0), await asyncio.wait_for(done, -5))
    failed = loop.create_future()
    failed.set_exception(ValueError('v'))
    try:
        await asyncio.wait_for(failed, 0)
    except ValueError as e:
        print(e)
    cancelled = loop.create_future()
    cancelled.cancel()
    for t in 0, 1:
        try:
            await asyncio.wait_for(cancelled, t)
        except BaseException as e:
            print(repr(e))
    for bad in 1, None, f:
        try:
            await asyncio.wait_for(bad, 1)
        except TypeError as e:
            print(e)
        try:
            await asyncio.wait_for(bad, 0)
        except TypeError as e:
            print(e)
asyncio.run(main())

#> 0 0.0 TimeoutError 
#> 0 0.0 TimeoutError 
#> 0 0.0 TimeoutError 
#> -1 0.0 TimeoutError 
#> -1 0.0 TimeoutError 
#> -1 0.0 TimeoutError 
#> None 0.0 now
#@ 1s
#> None 0.0 1
#@ 2s
#> None 1.0 1
#> True 2.0 now
#@ 3s
#> True 3.0 TimeoutError 
#@ 4s
#> True 4.0 TimeoutError 
#> x 4.0 TypeError '<=' not supported between instances of 'str' and 'int'
#> x 4.0 TypeError '<=' not supported between instances of 'str' and 'int'
#> x 4.0 TypeError '<=' not supported between instances of 'str' and 'int'
#> [] 4.0 TypeError '<=' not supported between instances of 'list' and 'int'
#> [] 4.0 TypeError '<=' not supported between instances of 'list' and 'int'
#> [] 4.0 TypeError '<=' not supported between instances of 'list' and 'int'
#> inf 4.0 now
#@ 5s
#> inf 4.0 1
#@ 6s
#> inf 5.0 1
#> 1.5 6.0 now
#@ 7s
#> 1.5 6.0 1
#@ 8s
#> 1.5 7.0 1
#> done done
#> v
#> CancelledError()
#> CancelledError()
#> object int can't be used in 'await' expression
#> An asyncio.Future, a coroutine or an awaitable is required
#> object NoneType can't be used in 'await' expression
#> An asyncio.Future, a coroutine or an awaitable is required
#> object function can't be used in 'await' expression
#> An asyncio.Future, a coroutine or an awaitable is required
#= ok
