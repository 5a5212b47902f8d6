# an await chain as deep as the stack allows, and one deeper
import asyncio
async def deep(n):
    if n == 0:
        await asyncio.sleep(1)
        return 0
    return 1 + await deep(n - 1)
async def main():
    print(await deep(900))
    try:
        await deep(100000)
    except RecursionError as e:
        print(type(e).__name__)
    t = None
    async def link(t):
        return 1 + (await t if t else 0)
    for i in range(20000):
        t = asyncio.create_task(link(t))
    print(await t)
    t = asyncio.create_task(asyncio.sleep(50))
    first = t
    for i in range(20000):
        t = asyncio.create_task(link(t))
    await asyncio.sleep(1)
    try:
        print(t.cancel())
    except RecursionError as e:
        print('too deep to cancel')
    first.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print('cancelled', asyncio.get_running_loop().time())
asyncio.run(main())

#@ 1s
#> 900
#> RecursionError
#> 20000
#@ 2s
#> too deep to cancel
#> cancelled 2.0
#= ok
