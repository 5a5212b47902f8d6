# KeyboardInterrupt leaves like SystemExit
import asyncio
async def f():
    raise KeyboardInterrupt('k')
async def main():
    asyncio.create_task(f())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print('main cancelled')
        raise
try:
    asyncio.run(main())
except KeyboardInterrupt as e:
    print(repr(e))

#> main cancelled
#> KeyboardInterrupt('k')
#= ok
