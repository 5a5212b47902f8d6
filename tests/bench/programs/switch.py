# Two tasks that give way to each other, N times each.
N = 1000

import asyncio


async def walk():
    for _ in range(N):
        await asyncio.sleep(0)


async def main():
    one = asyncio.create_task(walk())
    two = asyncio.create_task(walk())
    await one
    await two
    print(N)


asyncio.run(main())
