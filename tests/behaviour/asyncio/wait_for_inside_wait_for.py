# wait_for in wait_for in timeout, where equal deadlines meet
import asyncio
async def sleeper(n):
    try:
        await asyncio.sleep(n)
        return n
    except asyncio.CancelledError:
        print('sleeper cancelled')
        raise
async def level(n, t):
    try:
        if n == 0:
            return await sleeper(10)
        return await asyncio.wait_for(level(n - 1, t), t)
    except TimeoutError as e:
        print('level', n, 'timed out', repr(e.__cause__))
        raise
async def main():
    try:
        await level(3, 1)
    except TimeoutError:
        print('main', asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(1):
            async with asyncio.timeout(1):
                await sleeper(1)
                print('slept')
    except TimeoutError as e:
        print('timeout', repr(e.__cause__), asyncio.current_task().cancelling())
    async def swallow():
        try:
            await sleeper(5)
        except asyncio.CancelledError:
            await asyncio.sleep(1)
            return 'swallowed'
    try:
        print(await asyncio.wait_for(swallow(), 1))
    except TimeoutError as e:
        print(repr(e))
    async def other_error():
        try:
            await sleeper(5)
        finally:
            raise KeyError('other')
    try:
        print(await asyncio.wait_for(other_error(), 1))
    except KeyError as e:
        print(repr(e), repr(e.__context__))
asyncio.run(main())

#@ 1s
#> sleeper cancelled
#> level 3 timed out CancelledError()
#> main 0
#@ 2s
#> sleeper cancelled
#> timeout CancelledError() 0
#@ 3s
#> sleeper cancelled
#@ 4s
#> swallowed
#@ 5s
#> sleeper cancelled
#> KeyError('other') TimeoutError()
#= ok
