# callbacks set by callbacks
import asyncio
def tick(loop, n):
    print('tick', n, round(loop.time(), 3))
    if n:
        loop.call_later(0.1, tick, loop, n - 1)
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(tick, loop, 3)
    await asyncio.sleep(0.25)
    print('main')
    await asyncio.sleep(1)
asyncio.run(main())

#> tick 3 0.0
#@ 0.1s
#> tick 2 0.1
#@ 0.2s
#> tick 1 0.2
#@ 0.25s
#> main
#@ 0.3s
#> tick 0 0.3
#= ok
