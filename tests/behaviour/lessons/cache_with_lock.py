# two who ask for the same thing at once wait for one computation; old answers are forgotten
import asyncio
import time
from collections import OrderedDict


class Cache:
    def __init__(self, load, size, seconds):
        self.load, self.size, self.seconds = load, size, seconds
        self.values = OrderedDict()
        self.locks = {}
        self.hits = self.misses = 0

    async def get(self, key):
        async with self.locks.setdefault(key, asyncio.Lock()):
            if key in self.values:
                value, when = self.values[key]
                if time.monotonic() - when < self.seconds:
                    self.values.move_to_end(key)
                    self.hits += 1
                    return value
                del self.values[key]
            self.misses += 1
            value = await self.load(key)
            self.values[key] = value, time.monotonic()
            if len(self.values) > self.size:
                print("forget", *self.values.popitem(last=False)[:1])
            return value


async def load(key):
    print("load", key)
    await asyncio.sleep(0.5)
    return key.upper()


async def main():
    cache = Cache(load, 2, 2.0)
    print(await asyncio.gather(*map(cache.get, "aabab")))
    print(await cache.get("c"), list(cache.values))
    await asyncio.sleep(1)
    print(await asyncio.gather(cache.get("b"), cache.get("c"), cache.get("a")))
    print("hits", cache.hits, "misses", cache.misses)


asyncio.run(main())

#> load a
#> load b
#@ 0.5s
#> ['A', 'A', 'B', 'A', 'B']
#> load c
#@ 1s
#> forget b
#> C ['a', 'c']
#@ 2s
#> load b
#@ 2.5s
#> forget c
#> ['B', 'C', 'A']
#> hits 5 misses 4
#= ok
