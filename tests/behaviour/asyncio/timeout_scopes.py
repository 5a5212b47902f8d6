# asyncio.timeout cancels its body and turns it into TimeoutError
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1) as scope:
            print(scope.when(), scope.expired())
            await asyncio.sleep(5)
    except TimeoutError as e:
        print(repr(e), scope.expired(), scope.when())
    async with asyncio.timeout(5) as scope:
        await asyncio.sleep(1)
    print(scope.expired(), scope.when())
    async with asyncio.timeout(None) as scope:
        print(scope.when())
        scope.reschedule(loop.time() + 1)
        try:
            await asyncio.sleep(3)
        except asyncio.CancelledError:
            print('inside')
            try:
                raise
            except BaseException:
                pass
    print('swallowed', scope.expired(), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout_at(loop.time() - 1):
            print('body starts')
            await asyncio.sleep(0)
            print('never')
    except TimeoutError:
        print('past')
    async with asyncio.timeout(0):
        print('no await, no timeout')
    try:
        async with asyncio.timeout(2):
            async with asyncio.timeout(1):
                await asyncio.sleep(3)
    except TimeoutError:
        print('inner', loop.time())
    try:
        async with asyncio.timeout(1):
            async with asyncio.timeout(2):
                await asyncio.sleep(3)
    except TimeoutError:
        print('outer', loop.time())
asyncio.run(main())

#> 1.0 False
#@ 1s
#> TimeoutError() True 1.0
#@ 2s
#> False 6.0
#> None
#@ 3s
#> inside
#> swallowed True 0
#> body starts
#> past
#> no await, no timeout
#@ 4s
#> inner 4.0
#@ 5s
#> outer 5.0
#= ok
