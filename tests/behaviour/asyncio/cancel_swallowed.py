# a task may refuse to be cancelled
import asyncio
async def f():
    for _ in range(3):
        try:
            await asyncio.sleep(1)
            print('slept')
        except asyncio.CancelledError:
            print('no')
    return 'finished'
async def main():
    t = asyncio.create_task(f())
    await asyncio.sleep(0.5)
    t.cancel()
    print(await t, t.cancelled(), t.cancelling())
asyncio.run(main())

#@ 0.5s
#> no
#@ 1.5s
#> slept
#@ 2.5s
#> slept
#> finished False 1
#= ok
#! cancel-swallowed
