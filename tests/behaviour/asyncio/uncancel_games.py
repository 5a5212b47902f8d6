# uncancel below zero, in the wrong order, from outside, and before the cancellation is delivered
import asyncio
async def main():
    t = asyncio.current_task()
    print(t.uncancel(), t.cancelling(), t.uncancel())
    t.cancel(); t.cancel()
    print(t.uncancel(), t.cancelling())
    try:
        await asyncio.sleep(0)
        print('not cancelled')
    except asyncio.CancelledError:
        print('cancelled', t.cancelling())
    t.uncancel()
    t.cancel('gone')
    t.uncancel()
    try:
        await asyncio.sleep(0)
        print('uncancel took it back')
    except asyncio.CancelledError as e:
        print('still cancelled', e.args, t.cancelling())
    async def sleeper():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            print('sleeper', e.args, asyncio.current_task().cancelling())
            return 'caught'
    s = asyncio.create_task(sleeper())
    await asyncio.sleep(1)
    s.cancel('x')
    print(s.uncancel(), s.cancelling())
    print(await s)
    s = asyncio.create_task(sleeper())
    s.cancel('before start')
    s.uncancel()
    try:
        print(await s)
    except asyncio.CancelledError as e:
        print('s', e.args)
    async with asyncio.timeout(1):
        t.cancel()
        t.uncancel()
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            print('in timeout')
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(2)
            except asyncio.CancelledError:
                print(t.cancelling(), t.uncancel())
                raise
    except BaseException as e:
        print(repr(e), t.cancelling())
asyncio.run(main())

#> 0 0 0
#> 1 1
#> cancelled 1
#> uncancel took it back
#@ 1s
#> 0 0
#> sleeper ('x',) 0
#> caught
#@ 6s
#> None
#@ 7s
#> 1 0
#> TimeoutError() 0
#= ok
