# the inside goes on when the outside is cancelled
import asyncio
async def f(n):
    await asyncio.sleep(1)
    print('inside done', n)
    return n
async def main():
    try:
        await asyncio.wait_for(asyncio.shield(f(1)), 0.5)
    except TimeoutError:
        print('timeout')
    await asyncio.sleep(1)
    t = asyncio.create_task(f(2))
    s = asyncio.shield(t)
    s.cancel()
    try:
        await s
    except asyncio.CancelledError:
        print('shield cancelled', t.cancelled())
    print(await t, await asyncio.shield(f(3)))
    t = asyncio.create_task(f(4))
    s = asyncio.shield(t)
    await asyncio.sleep(0)
    t.cancel()
    try:
        await s
    except asyncio.CancelledError:
        print('inner cancelled', s.cancelled())
    async def bad():
        raise ValueError('b')
    try:
        await asyncio.shield(bad())
    except ValueError as e:
        print(repr(e))
asyncio.run(main())

#@ 0.5s
#> timeout
#@ 1s
#> inside done 1
#@ 1.5s
#> shield cancelled False
#@ 2.5s
#> inside done 2
#@ 3.5s
#> inside done 3
#> 2 3
#> inner cancelled True
#> ValueError('b')
#= ok
