# sleep of odd delays, and sleeps that are never awaited, closed, thrown into
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    for d in 0, -1, 0.0, -0.0, 1e-12, 5e-10, 1.5e-9, True, 1e-9, float('-inf'):
        before = loop.time()
        print(repr(d), repr(await asyncio.sleep(d, 'r')), loop.time() - before)
    for d in None, 'x', [], float('nan'):
        try:
            await asyncio.sleep(d)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
    asyncio.sleep(1)
    s = asyncio.sleep(1)
    s.close()
    try:
        await s
    except RuntimeError as e:
        print(e)
    s = asyncio.sleep(1)
    try:
        s.throw(KeyError('k'))
    except KeyError as e:
        print(repr(e))
    s = asyncio.sleep(5, 'x')
    t = asyncio.create_task(s)
    await asyncio.sleep(1)
    try:
        s.throw(KeyError('into'))
    except (KeyError, ValueError) as e:
        print(repr(e))
    t.cancel()
    try:
        print(await t)
    except BaseException as e:
        print(type(e).__name__, e)
    try:
        await asyncio.sleep()
    except TypeError as e:
        print(e)
    try:
        await asyncio.sleep(1, 2, 3)
    except TypeError as e:
        print(e)
asyncio.run(main())

#> 0 'r' 0.0
#> -1 'r' 0.0
#> 0.0 'r' 0.0
#> -0.0 'r' 0.0
#> 1e-12 'r' 0.0
#> 5e-10 'r' 0.0
#@ 0.000000002s
#> 1.5e-09 'r' 2e-09
#@ 1.000000002s
#> True 'r' 0.9999999999999999
#@ 1.000000003s
#> 1e-09 'r' 1.000000082740371e-09
#> -inf 'r' 0.0
#> TypeError '<=' not supported between instances of 'NoneType' and 'int'
#> TypeError '<=' not supported between instances of 'str' and 'int'
#> TypeError '<=' not supported between instances of 'list' and 'int'
#> ValueError Invalid delay: NaN (not a number)
#> cannot reuse already awaited coroutine
#> KeyError('k')
#@ 2.000000003s
#> KeyError('into')
#> RuntimeError cannot reuse already awaited coroutine
#> sleep() missing 1 required positional argument: 'delay'
#> sleep() takes from 1 to 2 positional arguments but 3 were given
#= ok
