# an error in a callback is reported and the loop goes on
import asyncio
def boom():
    raise ValueError('in callback')
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(boom)
    loop.call_soon(print, 'next')
    await asyncio.sleep(1)
    print('on')
asyncio.run(main())

#> next
#@ 1s
#> on
#= ok
#! callback-failed: ValueError
