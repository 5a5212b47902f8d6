# one sleep after the other is over, and what may stand between a sleep and its task
import asyncio
import time


class Slow:
    def __init__(self, seconds):
        self.seconds = seconds

    def __await__(self):
        yield from asyncio.sleep(self.seconds).__await__()
        return self.seconds


async def inner(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def stream(count):
    for number in range(count):
        await asyncio.sleep(0.3)
        yield number


async def nested():
    print(await inner(0.11))
    print(await Slow(0.12))
    print(await asyncio.wait_for(inner(0.13), 5))
    print([number async for number in stream(3)])
    print(sum([await inner(0.01) for _ in range(3)]))


async def ticks(name, seconds):
    try:
        for number in range(4):
            await asyncio.sleep(seconds)
            print(name, number)
    finally:
        print(name, 'is over')


async def blocks():
    await asyncio.sleep(3)
    time.sleep(0.25)
    print('has blocked')
    await asyncio.sleep(0.001)
    raise ValueError('after a sleep')


async def sees_its_sleep():
    coroutine = asyncio.sleep(0.5, 'result')
    print(await coroutine)
    try:
        await coroutine
    except RuntimeError as error:
        print(error)


async def main():
    loop = asyncio.get_running_loop()
    await nested()
    await sees_its_sleep()
    first = asyncio.create_task(ticks('first', 0.7))
    second = asyncio.create_task(ticks('second', 0.7))
    third = asyncio.create_task(ticks('third', 0.31))
    fourth = asyncio.create_task(blocks())
    loop.call_later(0.45, third.cancel)
    loop.call_later(0.45, print, 'called')
    await asyncio.sleep(0.4)
    print(third.done(), fourth.done())
    print(await asyncio.gather(first, second, third, fourth, return_exceptions=True))
    fifth = asyncio.create_task(ticks('fifth', 1))
    await asyncio.sleep(1.5)
    fifth.cancel('enough')
    await asyncio.sleep(0.1)
    print(fifth.cancelled(), round(loop.time(), 6))
    await asyncio.to_thread(time.sleep, 0.2)
    await asyncio.sleep(0.2)
    print(round(loop.time(), 6))


asyncio.run(main())

#@ 0.11s
#> 0.11
#@ 0.23s
#> 0.12
#@ 0.36s
#> 0.13
#@ 1.26s
#> [0, 1, 2]
#@ 1.29s
#> 0.03
#@ 1.79s
#> result
#> cannot reuse already awaited coroutine
#@ 2.1s
#> third 0
#@ 2.19s
#> False False
#@ 2.24s
#> called
#> third is over
#@ 2.49s
#> first 0
#> second 0
#@ 3.19s
#> first 1
#> second 1
#@ 3.89s
#> first 2
#> second 2
#@ 4.59s
#> first 3
#> first is over
#> second 3
#> second is over
#@ 5.04s
#> has blocked
#@ 5.041s
#> [None, None, CancelledError(''), ValueError('after a sleep')]
#@ 6.041s
#> fifth 0
#@ 6.541s
#> fifth is over
#@ 6.641s
#> True 6.641
#@ 7.041s
#> 7.041
#= ok
