# three stages with bounded queues between them: the slowest sets the pace of all
import asyncio
import time

END = object()


async def read(out, count):
    for number in range(count):
        await asyncio.sleep(0.02)
        await out.put(number)
    await out.put(END)


async def parse(source, out):
    while (item := await source.get()) is not END:
        await asyncio.sleep(0.1)
        await out.put({"id": item, "square": item**2})
    await out.put(END)


async def batches(source, size):
    batch = []
    while (item := await source.get()) is not END:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


async def watch(*queues):
    most = [0] * len(queues)
    try:
        while True:
            most = [max(before, queue.qsize()) for before, queue in zip(most, queues)]
            await asyncio.sleep(0.01)
    finally:
        print("most waiting:", most)


async def main():
    raw, parsed = asyncio.Queue(4), asyncio.Queue(2)
    begin = time.monotonic()
    watcher = asyncio.create_task(watch(raw, parsed))
    async with asyncio.TaskGroup() as group:
        group.create_task(read(raw, 11))
        group.create_task(parse(raw, parsed))
        async for batch in batches(parsed, 4):
            print(f"{time.monotonic() - begin:.2f}", [row["square"] for row in batch])
    watcher.cancel()
    await asyncio.wait([watcher])
    print(f"all in {time.monotonic() - begin:.2f} s")


asyncio.run(main())

#@ 0.42s
#> 0.42 [0, 1, 4, 9]
#@ 0.82s
#> 0.82 [16, 25, 36, 49]
#@ 1.12s
#> 1.12 [64, 81, 100]
#> most waiting: [4, 2]
#> all in 1.12 s
#= ok
