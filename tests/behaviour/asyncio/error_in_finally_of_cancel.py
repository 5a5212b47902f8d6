# finally blocks that raise, return and loop while a cancellation is on its way
import asyncio
async def f(how):
    while True:
        try:
            await asyncio.sleep(10)
        finally:
            if how == 'return':
                return 'returned'
            if how == 'raise':
                raise ValueError('raised')
            if how == 'continue':
                how = 'return'
                continue
            if how == 'sleep':
                await asyncio.sleep(1)
            if how == 'own':
                raise asyncio.CancelledError('own')
async def main():
    for how in 'return', 'raise', 'continue', 'sleep', 'own':
        t = asyncio.create_task(f(how))
        await asyncio.sleep(1)
        t.cancel('c')
        await asyncio.sleep(0)
        if not t.done():
            t.cancel('d')
        try:
            print(how, await t)
        except BaseException as e:
            print(how, repr(e), repr(e.__context__), t.cancelled(), t.cancelling())
asyncio.run(main())

#@ 1s
#> return returned
#@ 2s
#> raise ValueError('raised') CancelledError('c') False 1
#@ 3s
#> continue returned
#@ 4s
#> sleep CancelledError('d') CancelledError('c') True 2
#@ 5s
#> own CancelledError('own') CancelledError('c') True 1
#= ok
