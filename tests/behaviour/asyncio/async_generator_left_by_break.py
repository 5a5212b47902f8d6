# a stream left early is closed by the loop
import asyncio
async def g(name):
    try:
        for i in range(5):
            yield i
            await asyncio.sleep(0)
    finally:
        print('closing', name)
        await asyncio.sleep(1)
        print('closed', name)
async def main():
    async for x in g('left'):
        print(x)
        if x == 1:
            break
    print('after loop')
    await asyncio.sleep(0)
    print('a turn later')
    await asyncio.sleep(0)
    print('two turns later')
    await asyncio.sleep(2)
    kept = g('kept')
    print(await anext(kept))
    globals_kept.append(kept)
globals_kept = []
asyncio.run(main())
print('end')

#> 0
#> 1
#> after loop
#> a turn later
#> closing left
#> two turns later
#@ 1s
#> closed left
#@ 2s
#> 0
#> closing kept
#@ 3s
#> closed kept
#> end
#= ok
