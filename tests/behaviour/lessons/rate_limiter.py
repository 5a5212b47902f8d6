# a token bucket lets five through at once, and then one every quarter of a second
import asyncio
import time


class Limiter:
    def __init__(self, burst, every):
        self.tokens = asyncio.Semaphore(burst)
        self.every = every
        self.filler = None

    async def __aenter__(self):
        await self.tokens.acquire()
        self.spent.append(time.perf_counter() - self.begin)
        if self.filler is None:
            self.filler = asyncio.create_task(self.fill())
        return self

    async def __aexit__(self, *error):
        return False

    begin = 0
    spent = []

    async def fill(self):
        try:
            while True:
                await asyncio.sleep(self.every)
                self.tokens.release()
        except asyncio.CancelledError:
            print("filler stops")
            raise

    async def close(self):
        self.filler.cancel()
        await asyncio.gather(self.filler, return_exceptions=True)


async def call(limiter, number):
    async with limiter:
        await asyncio.sleep(0.05)
        print(f"call {number:2d} done at {time.perf_counter() - limiter.begin:.2f}")


async def main():
    limiter = Limiter(5, 0.25)
    limiter.begin = time.perf_counter()
    await asyncio.gather(*(call(limiter, n) for n in range(9)))
    await limiter.close()
    print([round(when, 2) for when in limiter.spent])


asyncio.run(main())

#@ 0.05s
#> call  0 done at 0.05
#> call  1 done at 0.05
#> call  2 done at 0.05
#> call  3 done at 0.05
#> call  4 done at 0.05
#@ 0.3s
#> call  5 done at 0.30
#@ 0.55s
#> call  6 done at 0.55
#@ 0.8s
#> call  7 done at 0.80
#@ 1.05s
#> call  8 done at 1.05
#> filler stops
#> [0.0, 0.0, 0.0, 0.0, 0.0, 0.25, 0.5, 0.75, 1.0]
#= ok
