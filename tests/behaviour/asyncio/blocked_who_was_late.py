# loop-blocked names the task that was late, not a callback of asyncio's own
import asyncio, time
async def quick():
    return 1
async def blocker():
    await asyncio.sleep(0)
    time.sleep(0.2)
async def gathers():
    await asyncio.gather(quick())
    print('gathered')
async def main():
    task = asyncio.create_task(gathers(), name='gatherer')
    held = asyncio.create_task(blocker(), name='holder')
    await asyncio.wait([task, held])
    # nobody is late: main waits for the blocker as well
    await asyncio.gather(quick(), blocker())
    await asyncio.wait([asyncio.create_task(quick()), asyncio.create_task(blocker())])
    async with asyncio.TaskGroup() as group:
        group.create_task(quick())
        group.create_task(blocker())
    # a timeout that is late is its task's
    try:
        async with asyncio.timeout(0.1):
            blocking = asyncio.create_task(blocker(), name='holder 2')
            await asyncio.sleep(1)
    except TimeoutError:
        print('late')
asyncio.run(main())

#@ 0.2s
#> gathered
#@ 1s
#> late
#= ok
#! loop-blocked: holder held the loop for 0.200 s; gatherer had to run 0.200 s late
#! loop-blocked: holder 2 held the loop for 0.200 s; Task-1 had to run 0.100 s late
