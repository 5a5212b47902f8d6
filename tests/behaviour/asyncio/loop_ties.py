# timers due at one moment fire in the order in which they were set
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    for i in range(5):
        loop.call_later(1, print, i)
    await asyncio.sleep(0.5)
    for i in range(5, 8):
        loop.call_later(0.5, print, i)
    loop.call_at(1, print, 'at')
    loop.call_at(0.2, print, 'past')
    loop.call_at(0.1, print, 'more past')
    await asyncio.sleep(1)
asyncio.run(main())

#@ 0.5s
#> more past
#> past
#@ 1s
#> 0
#> 1
#> 2
#> 3
#> 4
#> 5
#> 6
#> 7
#> at
#= ok
