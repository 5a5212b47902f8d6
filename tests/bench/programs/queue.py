# N things that go from one task to another through a queue with room for one.
N = 1000

import asyncio


async def produce(queue):
    for number in range(N):
        await queue.put(number)


async def consume(queue):
    total = 0
    for _ in range(N):
        total += await queue.get()
    print(total)


async def main():
    queue = asyncio.Queue(1)
    one = asyncio.create_task(produce(queue))
    two = asyncio.create_task(consume(queue))
    await one
    await two


asyncio.run(main())
