# sleeping for ever can be cancelled
import asyncio
async def main():
    t = asyncio.create_task(asyncio.sleep(float('inf')))
    await asyncio.sleep(1)
    print(t.done())
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(float('inf'))
    except TimeoutError:
        print('timeout')
asyncio.run(main())

#@ 1s
#> False
#> [CancelledError('')]
#@ 2s
#> timeout
#= ok
