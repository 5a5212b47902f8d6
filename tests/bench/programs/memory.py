# N tasks that sleep at the same time, with three locals each. Their timers keep them.
N = 1000

import asyncio


async def sleeper(first):
    second = first + 1
    third = first + 2
    await asyncio.sleep(1)
    return first + second + third


async def main():
    for number in range(N):
        asyncio.create_task(sleeper(number))
    await asyncio.sleep(2)


asyncio.run(main())
