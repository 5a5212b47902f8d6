# Calls that block give the GIL back: in threads they overlap.
import asyncio, time

async def main():
    begin = time.perf_counter()
    await asyncio.gather(*(asyncio.to_thread(time.sleep, 0.2) for _ in range(4)))
    print(f"four at once: {time.perf_counter() - begin:.4f}")

asyncio.run(main())
