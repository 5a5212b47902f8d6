# Four tasks that count up to N, by turns or at once.
N = 1000
ROUNDS = 1

import asyncio


async def count():
    total = 0
    for number in range(N):
        total += number
    return total


async def main():
    print(await asyncio.gather(*(count() for _ in range(4))))


asyncio.run(main())
