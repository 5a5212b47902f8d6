# an error leaves after the others were cancelled
import asyncio
async def f():
    try:
        await asyncio.sleep(10)
    finally:
        print('f cancelled')
async def main():
    asyncio.create_task(f())
    await asyncio.sleep(1)
    raise ValueError('main failed')
try:
    asyncio.run(main())
except ValueError as e:
    print(repr(e))

#@ 1s
#> f cancelled
#> ValueError('main failed')
#= ok
