# A thread that computes makes the loop late by the switch interval each time: 15 ms a turn
# instead of 10. Four that compute share the GIL: four times as long.
import asyncio
import time


async def sleeps():
    for _ in range(20):
        await asyncio.sleep(0.01)
    print('slept')


async def main():
    await asyncio.gather(sleeps(), asyncio.to_thread(cpu, 0.5))
    print('computed')
    await asyncio.gather(*(asyncio.to_thread(cpu, 0.25) for _ in range(4)))
    print('four computed')
    job = asyncio.create_task(asyncio.to_thread(time.sleep, 0.5))
    await sleeps()
    await job
    print('blocked')


asyncio.run(main())

#@ 0.3s
#> slept
#@ 0.5s
#> computed
#@ 1.5s
#> four computed
#@ 1.7s
#> slept
#@ 2s
#> blocked
#= ok
#- takes time of the processor
