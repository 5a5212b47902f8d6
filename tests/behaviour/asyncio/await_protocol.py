# __await__ gives an iterator
import asyncio
class A:
    def __await__(self):
        yield from asyncio.sleep(1).__await__()
        return 'A'
class Now:
    def __await__(self):
        return iter([])
class Bad:
    def __await__(self):
        return 5
class Yields:
    def __await__(self):
        yield 5
async def main():
    print(await A(), await Now())
    try:
        await Bad()
    except TypeError as e:
        print(e)
    try:
        await Yields()
    except RuntimeError as e:
        print(str(e).replace('0x', '')[:18], str(e)[-16:])
    print(await asyncio.gather(A(), A()))
    print(await asyncio.ensure_future(A()))
asyncio.run(main())

#@ 1s
#> A None
#> __await__() returned non-iterator of type 'int'
#> Task got bad yield got bad yield: 5
#@ 2s
#> ['A', 'A']
#@ 3s
#> A
#= ok
