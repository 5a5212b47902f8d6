# N tasks that sleep at the same time, with three locals each.
N = 1000

import asyncio


async def sleeper(number):
    first = number
    second = number + 1
    third = number + 2
    await asyncio.sleep(1)
    return first + second + third


async def main():
    tasks = [asyncio.create_task(sleeper(number)) for number in range(N)]
    await asyncio.sleep(0.5)
    print(len(tasks))
    for task in tasks:
        await task


asyncio.run(main())
