# an exception that leaves asyncio.run
import asyncio
async def deep():
    await asyncio.sleep(1)
    raise KeyError('missing')
async def main():
    print('start')
    await deep()
asyncio.run(main())

#> start
#= error KeyError: 'missing'
