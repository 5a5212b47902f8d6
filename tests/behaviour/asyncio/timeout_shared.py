# one timeout for two tasks, nested timeouts of one instant, a timeout entered outside a task
import asyncio
async def main():
    t = asyncio.timeout(1)
    async def uses(n):
        try:
            async with t:
                await asyncio.sleep(5)
        except BaseException as e:
            print(n, type(e).__name__, e)
    await asyncio.gather(uses(1), uses(2))
    print(t.expired(), asyncio.get_running_loop().time())
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(1) as inner:
                    await asyncio.sleep(3)
            except TimeoutError:
                print('inner', inner.expired(), outer.expired())
                await asyncio.sleep(0)
                print('not stopped')
    except TimeoutError:
        print('outer', inner.expired(), outer.expired(), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(3)
            except asyncio.CancelledError:
                print('swallowed')
            await asyncio.sleep(1)
        print('after')
    except TimeoutError:
        print('timeout at the end')
    async def outside():
        try:
            async with asyncio.timeout(1):
                print('in')
        except RuntimeError as e:
            print(e)
    def drive():
        c = outside()
        try:
            c.send(None)
        except StopIteration:
            pass
    asyncio.get_running_loop().call_soon(drive)
    await asyncio.sleep(0)
    async def killed():
        async with asyncio.timeout(1):
            await asyncio.sleep(2)
    k = asyncio.create_task(killed())
    await asyncio.sleep(0.5)
    k.cancel('first')
    await asyncio.sleep(0)
    print(await asyncio.gather(k, return_exceptions=True))
    k = asyncio.create_task(killed())
    asyncio.get_running_loop().call_later(1, k.cancel, 'same instant')
    try:
        await k
    except BaseException as e:
        print(repr(e), k.cancelling())
asyncio.run(main())

#> 2 RuntimeError Timeout has already been entered
#@ 1s
#> 1 TimeoutError 
#> True 1.0
#@ 2s
#> outer True True 0
#@ 3s
#> swallowed
#@ 4s
#> after
#> Timeout should be used inside a task
#@ 4.5s
#> [CancelledError('')]
#@ 5.5s
#> CancelledError('same instant') 1
#= ok
