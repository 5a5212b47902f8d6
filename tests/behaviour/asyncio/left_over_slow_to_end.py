# asyncio.run waits for what it cancelled
import asyncio
async def f():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(5)
        print('cleaned up')
async def g():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError('at end')
async def main():
    a = asyncio.create_task(f())
    b = asyncio.create_task(g())
    await asyncio.sleep(1)
    return 'main'
print(asyncio.run(main()))

#@ 6s
#> cleaned up
#> main
#= ok
