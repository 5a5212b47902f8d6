# cancelling a gather cancels its children
import asyncio
async def f(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print('cancelled', n, e.args)
        raise
async def main():
    g = asyncio.gather(f(1), f(2))
    await asyncio.sleep(0.1)
    print(g.cancel('stop'))
    try:
        await g
    except asyncio.CancelledError as e:
        print('gather', e.args)
    a, b = asyncio.create_task(f(3)), asyncio.create_task(f(4))
    g = asyncio.gather(a, b, return_exceptions=True)
    await asyncio.sleep(0.1)
    a.cancel()
    await asyncio.sleep(0.1)
    print(g.done(), b.done())
    b.cancel()
    print(await g)
    a = asyncio.create_task(f(5))
    g = asyncio.gather(a, f(6))
    await asyncio.sleep(0)
    a.cancel()
    try:
        await g
    except asyncio.CancelledError as e:
        print('child cancelled', repr(e))
asyncio.run(main())

#@ 0.1s
#> True
#> cancelled 1 ('stop',)
#> cancelled 2 ('stop',)
#> gather ('stop',)
#@ 0.2s
#> cancelled 3 ()
#@ 0.3s
#> False False
#> cancelled 4 ()
#> [CancelledError(''), CancelledError('')]
#> cancelled 5 ()
#> child cancelled CancelledError()
#> cancelled 6 ()
#= ok
