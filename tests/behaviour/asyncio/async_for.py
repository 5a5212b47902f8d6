# a stream of three pieces a second apart
import asyncio
async def stream():
    for i in range(3):
        await asyncio.sleep(1)
        yield i
class Counter:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0.5)
        return self.n
async def main():
    async for x in stream():
        print(x)
    else:
        print('else')
    async for x in Counter(3):
        if x == 1:
            continue
        print(x)
    print([x async for x in stream() if x], {x: y async for x, y in pairs()}, [x * 2 for x in [y async for y in Counter(2)]])
    print(await anext(Counter(0), 'default'), [await asyncio.sleep(1, n) for n in range(2)])
    g = (x async for x in stream())
    print(type(g).__name__, await anext(g))
    await g.aclose()
    for bad in (5, [1]):
        try:
            async for x in bad:
                pass
        except TypeError as e:
            print(e)
    class NoNext:
        def __aiter__(self): return 5
    try:
        async for x in NoNext():
            pass
    except TypeError as e:
        print(e)
async def pairs():
    yield 1, 'a'
    yield 2, 'b'
asyncio.run(main())

#@ 1s
#> 0
#@ 2s
#> 1
#@ 3s
#> 2
#> else
#@ 3.5s
#> 2
#@ 4.5s
#> 0
#@ 8.5s
#> [1, 2] {1: 'a', 2: 'b'} [2, 0]
#@ 10.5s
#> default [0, 1]
#@ 11.5s
#> async_generator 0
#> 'async for' requires an object with __aiter__ method, got int
#> 'async for' requires an object with __aiter__ method, got list
#> 'async for' received an object from __aiter__ that does not implement __anext__: int
#= ok
