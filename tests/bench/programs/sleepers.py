# N tasks, each of which sleeps ten times for a pseudo-random time; ROUNDS times.
N = 1000
ROUNDS = 1

import asyncio


async def sleeper(number):
    for _ in range(10):
        number = (number * 1103515245 + 12345) % 2147483648
        await asyncio.sleep(number / 2147483648)


async def main():
    for _ in range(ROUNDS):
        tasks = [asyncio.create_task(sleeper(number)) for number in range(N)]
        for task in tasks:
            await task
    print(N)


asyncio.run(main())
