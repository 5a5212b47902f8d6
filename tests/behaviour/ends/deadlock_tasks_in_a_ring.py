# two tasks await each other
import asyncio
async def a():
    await asyncio.sleep(1)
    await tasks[1]
async def b():
    await asyncio.sleep(1)
    await tasks[0]
tasks = []
async def main():
    tasks.append(asyncio.create_task(a()))
    tasks.append(asyncio.create_task(b()))
    print('ring')
    await tasks[0]
asyncio.run(main())

#> ring
#= deadlock
