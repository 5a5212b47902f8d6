# SystemExit leaves the loop at once, and asyncio.run closes
import asyncio, sys
async def f():
    sys.exit(0)
async def g():
    try:
        await asyncio.sleep(5)
    finally:
        print('g cancelled')
async def main():
    t = asyncio.create_task(g())
    asyncio.create_task(f())
    await asyncio.sleep(1)
    print('never')
try:
    asyncio.run(main())
finally:
    print('closing')

#> g cancelled
#> closing
#= ok
