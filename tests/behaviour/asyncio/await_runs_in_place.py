# awaiting a coroutine runs it in the same step
import asyncio
async def inner():
    print('inner')
    return 1
async def middle():
    return await inner() + 1
async def main():
    asyncio.get_running_loop().call_soon(print, 'callback')
    print(await middle())
    print('still the same step')
    await asyncio.sleep(0)
    print('next turn')
asyncio.run(main())

#> inner
#> 2
#> still the same step
#> callback
#> next turn
#= ok
