# what asyncio.run refuses
import asyncio
async def main():
    try:
        asyncio.run(other())
    except RuntimeError as e:
        print(e)
async def other(): pass
c = other()
try:
    asyncio.run(5)
except ValueError as e:
    print(e)
async def fails():
    raise KeyError('from main')
try:
    asyncio.run(fails())
except KeyError as e:
    print(repr(e))
o = other
async def nested():
    c = other()
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
    finally:
        c.close()
asyncio.run(nested())

#> a coroutine was expected, got 5
#> KeyError('from main')
#> asyncio.run() cannot be called from a running event loop
#= ok
