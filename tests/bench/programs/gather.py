# ROUNDS times a gather of N children that return at once.
N = 1000
ROUNDS = 10

import asyncio


async def child(number):
    return number


async def main():
    for _ in range(ROUNDS):
        results = await asyncio.gather(*[child(number) for number in range(N)])
    print(len(results))


asyncio.run(main())
