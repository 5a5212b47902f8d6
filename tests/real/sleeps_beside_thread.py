# The loop wakes every 10 ms beside a thread that computes: the GIL makes it late.
import asyncio, time

async def main():
    start = time.perf_counter()
    job = asyncio.create_task(asyncio.to_thread(cpu, 0.5))
    await asyncio.sleep(0)
    begin = time.perf_counter()
    for _ in range(20):
        await asyncio.sleep(0.01)
    print(f"20 sleeps: {time.perf_counter() - begin:.4f}")
    await job
    print(f"all: {time.perf_counter() - start:.4f}")

asyncio.run(main())
