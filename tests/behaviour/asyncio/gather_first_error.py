# the first error comes out, the others go on
import asyncio
async def ok(n):
    await asyncio.sleep(n)
    print('ok', n)
    return n
async def bad(n):
    await asyncio.sleep(n)
    raise ValueError(n)
async def main():
    try:
        await asyncio.gather(ok(0.5), bad(0.2), bad(0.3))
    except ValueError as e:
        print('caught', e)
    await asyncio.sleep(1)
    print(await asyncio.gather(ok(0.1), bad(0.1), ok(0), return_exceptions=True))
asyncio.run(main())

#@ 0.2s
#> caught 0.2
#@ 0.5s
#> ok 0.5
#@ 1.2s
#> ok 0
#@ 1.3s
#> ok 0.1
#> [0.1, ValueError(0.1), 0]
#= ok
