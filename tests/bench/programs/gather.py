# One gather of N children that return at once.
N = 1000

import asyncio


async def child(number):
    return number


async def main():
    results = await asyncio.gather(*[child(number) for number in range(N)])
    print(len(results))


asyncio.run(main())
