# N segments of computing, in 100 tasks.
N = 1000
ROUNDS = 1

import asyncio


async def worker(number):
    for turn in range(N // 100):
        cpu(0.0001 + (number * 7 + turn * 3) % 11 / 100000)
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*(worker(number) for number in range(100)))
    print("done")


asyncio.run(main())
