# The loop wakes every 10 ms beside four jobs in two processes: they have GILs of their own.
import asyncio, time
from concurrent.futures import ProcessPoolExecutor

async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as pool:
        await asyncio.gather(*(loop.run_in_executor(pool, cpu, 0.01) for _ in range(2)))
        begin = time.perf_counter()
        jobs = [loop.run_in_executor(pool, cpu, 0.25) for _ in range(4)]
        for _ in range(20):
            await asyncio.sleep(0.01)
        print(f"20 sleeps: {time.perf_counter() - begin:.4f}")
        await asyncio.gather(*jobs)
        print(f"jobs: {time.perf_counter() - begin:.4f}")

if __name__ == "__main__":
    asyncio.run(main())
