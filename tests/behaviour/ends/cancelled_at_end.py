# tasks still run when main ends
import asyncio
async def work():
    await asyncio.sleep(5)
    print('never')
async def main():
    asyncio.create_task(work(), name='worker')
    await asyncio.sleep(1)
    print('main ends')
asyncio.run(main())

#@ 1s
#> main ends
#= ok
#! cancelled-at-end: worker
