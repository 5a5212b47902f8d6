# awaiting in finally while cancelled swallows nothing; a generator's aclose is no lost task
import asyncio
import contextlib
async def numbers():
    try:
        yield 1
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0.1)
        print('numbers closed')
async def walk():
    async for n in numbers():
        print(n)
@contextlib.asynccontextmanager
async def room():
    try:
        yield
    finally:
        await asyncio.sleep(0.1)
        print('room left')
async def stay():
    async with room():
        await asyncio.sleep(10)
async def deep():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.wait_for(walk_once(), 3)
async def walk_once():
    async for n in numbers():
        break
async def main():
    for work in (walk, stay, deep):
        task = asyncio.create_task(work())
        await asyncio.sleep(0.5)
        task.cancel()
        await asyncio.wait([task])
    left = numbers()
    async for n in left:
        break
    del left
asyncio.run(main())

#> 1
#@ 0.6s
#> numbers closed
#@ 1.2s
#> room left
#@ 1.8s
#> numbers closed
#= ok
#! none
