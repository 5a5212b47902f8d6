# timeouts cancel and take back by themselves
import asyncio
async def main():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(5)
    except TimeoutError:
        print('timeout')
    try:
        await asyncio.wait_for(asyncio.sleep(5), 1)
    except TimeoutError:
        print('timeout')
    await asyncio.sleep(1)
asyncio.run(main())

#@ 1s
#> timeout
#@ 2s
#> timeout
#= ok
#! none
