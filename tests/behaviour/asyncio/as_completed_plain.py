# results as they come, with a plain for
import asyncio
async def f(n):
    await asyncio.sleep(n / 10)
    if n == 2:
        raise ValueError(n)
    return n
async def main():
    for c in asyncio.as_completed([f(3), f(1), f(2)]):
        try:
            print(await c)
        except ValueError as e:
            print('error', e)
    try:
        for c in asyncio.as_completed([f(5), f(1)], timeout=0.3):
            print(await c)
    except TimeoutError as e:
        print(repr(e))
    for c in asyncio.as_completed([]):
        print('never')
    try:
        asyncio.as_completed(f)
    except TypeError as e:
        print(e)
asyncio.run(main())

#@ 0.1s
#> 1
#@ 0.2s
#> error 2
#@ 0.3s
#> 3
#@ 0.4s
#> 1
#@ 0.6s
#> TimeoutError()
#> 'function' object is not iterable
#= ok
