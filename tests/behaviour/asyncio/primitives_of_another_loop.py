# a lock waited for in one loop does not work in another
import asyncio
lock = asyncio.Lock()
async def hold():
    async with lock:
        await asyncio.sleep(1)
async def main():
    try:
        await asyncio.gather(hold(), hold())
        print('fine')
    except RuntimeError as e:
        print(str(e)[-35:])
asyncio.run(main())
asyncio.run(main())

#@ 2s
#> fine
#>  is bound to a different event loop
#= ok
