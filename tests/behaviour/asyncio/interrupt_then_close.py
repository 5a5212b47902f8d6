# a KeyboardInterrupt in a callback while tasks wait, and what closing does then
import asyncio
async def waits(n):
    try:
        await asyncio.sleep(n)
    except asyncio.CancelledError:
        print('waits', n, 'cancelled')
        await asyncio.sleep(1)
        print('waits', n, 'cleaned', asyncio.get_running_loop().time())
        raise
def interrupt():
    raise KeyboardInterrupt('callback')
async def main():
    ts = [asyncio.create_task(waits(n)) for n in (3, 5)]
    asyncio.get_running_loop().call_later(1, interrupt)
    try:
        await asyncio.gather(*ts)
    except BaseException as e:
        print('main', type(e).__name__)
        raise
    finally:
        print('finally')
try:
    asyncio.run(main())
except BaseException as e:
    print(repr(e))

#@ 1s
#> waits 3 cancelled
#> waits 5 cancelled
#@ 2s
#> waits 3 cleaned 2.0
#> waits 5 cleaned 2.0
#> main CancelledError
#> finally
#> KeyboardInterrupt('callback')
#= ok
