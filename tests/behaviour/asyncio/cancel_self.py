# a task cancels itself at its next await
import asyncio
async def f():
    asyncio.current_task().cancel('self')
    print('still here')
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as e:
        print('now', e.args)
        raise
async def g():
    asyncio.current_task().cancel()
    return 'returned'
async def main():
    for c in (f(), g()):
        t = asyncio.create_task(c)
        try:
            print(await t)
        except asyncio.CancelledError as e:
            print('cancelled', t.cancelled(), e.args)
asyncio.run(main())

#> still here
#> now ('self',)
#> cancelled True ('self',)
#> cancelled True ()
#= ok
