# closing a running loop from a callback is refused, and everything goes on
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    def bad():
        try:
            loop.close()
        except RuntimeError as e:
            print('refused:', e)
    loop.call_soon(bad)
    await asyncio.sleep(1)
    try:
        loop.run_until_complete(asyncio.Future())
    except RuntimeError as e:
        print(e)
    c = asyncio.sleep(1)
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
    c.close()
    loop.call_soon(loop.close)
    await asyncio.sleep(1)
    print('still here')
asyncio.run(main())

#> refused: Cannot close a running event loop
#@ 1s
#> This event loop is already running
#> asyncio.run() cannot be called from a running event loop
#@ 2s
#> still here
#= ok
