# sleep gives its result and refuses what is no number
import asyncio
async def main():
    print(await asyncio.sleep(0, 'zero'), await asyncio.sleep(0.5, [1]), await asyncio.sleep(True))
    for bad in (float('nan'), 'x', None):
        try:
            await asyncio.sleep(bad)
        except (ValueError, TypeError) as e:
            print(type(e).__name__, e)
    print(asyncio.get_running_loop().time())
asyncio.run(main())

#@ 1.5s
#> zero [1] None
#> ValueError Invalid delay: NaN (not a number)
#> TypeError '<=' not supported between instances of 'str' and 'int'
#> TypeError '<=' not supported between instances of 'NoneType' and 'int'
#> 1.5
#= ok
