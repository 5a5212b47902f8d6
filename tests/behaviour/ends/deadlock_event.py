# an event that is never set, with infinite timers about
import asyncio
async def main():
    t = asyncio.create_task(asyncio.sleep(float('inf')))
    print('waiting')
    await asyncio.Event().wait()
asyncio.run(main())

#> waiting
#= deadlock
