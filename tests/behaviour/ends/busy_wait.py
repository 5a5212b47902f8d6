# turning round without letting time pass
import asyncio
done = False
async def poll():
    n = 0
    while not done:
        n += 1
        await asyncio.sleep(0)
        if n > 5000:
            return 'gave up'
async def main():
    print(await poll())
asyncio.run(main())

#> gave up
#= ok
#! busy-wait
