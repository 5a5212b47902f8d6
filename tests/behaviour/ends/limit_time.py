# a sleep past the time limit
import asyncio
async def main():
    await asyncio.sleep(1e8)
    print('never')
asyncio.run(main())

#= limit
