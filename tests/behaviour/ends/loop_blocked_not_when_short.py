# 99 ms are let pass
import asyncio, time
async def tick():
    await asyncio.sleep(0.05)
async def main():
    t = asyncio.create_task(tick())
    await asyncio.sleep(0)
    time.sleep(0.099)
    await t
asyncio.run(main())

#= ok
#! none
