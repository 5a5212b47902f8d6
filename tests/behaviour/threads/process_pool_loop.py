# An event loop beside four jobs in two processes is not held up
import asyncio
import time
from concurrent.futures import ProcessPoolExecutor

def job(n):
    cpu(0.25)
    return n

async def ticks():
    for _ in range(20):
        await asyncio.sleep(0.01)
    return time.monotonic()

async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as pool:
        jobs = [loop.run_in_executor(pool, job, n) for n in range(4)]
        print(await ticks())
        print(await asyncio.gather(*jobs), time.monotonic())

if __name__ == '__main__':
    asyncio.run(main())

#@ 0.2s
#> 0.2
#@ 0.5s
#> [0, 1, 2, 3] 0.5
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
