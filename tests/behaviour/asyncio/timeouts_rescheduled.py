# timeouts rescheduled into the past, to never, twice, from outside, and when expired
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(None) as t:
            print(t, t.when(), t.expired())
            t.reschedule(loop.time() - 5)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            print('unreached')
    except TimeoutError:
        print('past', t, t.expired())
    async with asyncio.timeout(1) as t:
        t.reschedule(None)
        await asyncio.sleep(2)
        print('never', t)
    try:
        async with asyncio.timeout(10) as t:
            loop.call_later(1, t.reschedule, loop.time())
            await asyncio.sleep(5)
    except TimeoutError:
        print('from outside', loop.time())
    try:
        async with asyncio.timeout(1) as t:
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                print(t)
                try:
                    t.reschedule(100)
                except RuntimeError as e:
                    print(e)
                raise
    except TimeoutError:
        print(t)
    try:
        async with asyncio.timeout_at(1):
            print('first step still runs')
            await asyncio.sleep(0)
            print('unreached')
    except TimeoutError:
        print('at', loop.time())
    try:
        async with asyncio.timeout(0):
            raise KeyError('k')
    except KeyError as e:
        print(repr(e))
    try:
        async with asyncio.timeout(-1):
            pass
    except TimeoutError:
        print('even without an await')
    for bad in 'x', []:
        try:
            async with asyncio.timeout(bad):
                print('in')
        except TypeError as e:
            print(e)
    t = asyncio.timeout(1)
    try:
        await t.__aexit__(None, None, None)
    except BaseException as e:
        print(type(e).__name__)
asyncio.run(main())

#> <Timeout [active] when=None> None False
#> past <Timeout [expired]> True
#@ 2s
#> never <Timeout [active] when=None>
#@ 3s
#> from outside 3.0
#@ 4s
#> <Timeout [expiring]>
#> Cannot change state of expiring Timeout
#> <Timeout [expired]>
#> first step still runs
#> at 4.0
#> KeyError('k')
#> unsupported operand type(s) for +: 'float' and 'str'
#> unsupported operand type(s) for +: 'float' and 'list'
#> AssertionError
#= ok
