# awaiting in sequence takes the sum
import asyncio, time
async def work(n):
    await asyncio.sleep(n)
    return n
async def main():
    t = time.monotonic()
    print(await work(2), await work(1), time.monotonic() - t)
    t = time.monotonic()
    print(await asyncio.gather(work(2), work(1)), time.monotonic() - t)
asyncio.run(main())

#@ 3s
#> 2 1 3.0
#@ 5s
#> [2, 1] 2.0
#= ok
