# async generators never started, left in the middle, dropped by del, kept by a global until the end
import asyncio
async def numbers(name):
    try:
        for i in range(5):
            yield i
    finally:
        print(name, 'closes')
        await asyncio.sleep(1)
        print(name, 'closed', asyncio.get_running_loop().time())
keep = None
async def main():
    global keep
    numbers('never started')
    a = numbers('deleted')
    print(await anext(a))
    del a
    await asyncio.sleep(2)
    async for i in numbers('left'):
        print(i)
        break
    keep = numbers('kept')
    print(await keep.asend(None))
    b = numbers('local')
    await anext(b)
    print('main ends')
asyncio.run(main())
print(keep.__name__)
try:
    keep.asend(None).send(None)
except BaseException as e:
    print(repr(e))

#> 0
#> deleted closes
#@ 1s
#> deleted closed 1.0
#@ 2s
#> 0
#> 0
#> main ends
#> left closes
#> local closes
#@ 3s
#> left closed 3.0
#> local closed 3.0
#> kept closes
#@ 4s
#> kept closed 4.0
#> numbers
#> StopAsyncIteration()
#= ok
