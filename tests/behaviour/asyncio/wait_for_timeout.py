# a late awaitable is cancelled and TimeoutError comes
import asyncio
async def f(d):
    try:
        await asyncio.sleep(d)
        print('finished', d)
        return d
    except asyncio.CancelledError:
        print('cancelled', d)
        raise
async def main():
    print(await asyncio.wait_for(f(1), 2), await asyncio.wait_for(f(0.5), None))
    try:
        await asyncio.wait_for(f(3), 1)
    except TimeoutError as e:
        print(repr(e), type(e.__cause__).__name__)
    try:
        await asyncio.wait_for(f(1), 0)
    except asyncio.TimeoutError as e:
        print(repr(e))
    t = asyncio.create_task(f(1))
    await asyncio.sleep(1)
    try:
        print(await asyncio.wait_for(t, 0))
    except TimeoutError:
        print('too late', t.cancelled())
    try:
        print(await asyncio.wait_for(f(1), 1))
    except TimeoutError:
        print('a tie')
    print(asyncio.TimeoutError is TimeoutError)
asyncio.run(main())

#@ 1s
#> finished 1
#@ 1.5s
#> finished 0.5
#> 1 0.5
#@ 2.5s
#> cancelled 3
#> TimeoutError() CancelledError
#> TimeoutError()
#@ 3.5s
#> cancelled 1
#> too late True
#@ 4.5s
#> cancelled 1
#> a tie
#> True
#= ok
