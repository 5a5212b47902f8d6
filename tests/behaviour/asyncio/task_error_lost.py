# an error that nobody collects
import asyncio
async def bad():
    raise ValueError('lost')
async def main():
    asyncio.create_task(bad())
    await asyncio.sleep(1)
    print('main ends')
asyncio.run(main())

#@ 1s
#> main ends
#= ok
#! task-exception-lost: lost
