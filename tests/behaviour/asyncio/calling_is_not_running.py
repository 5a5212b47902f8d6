# a coroutine function called without await does nothing
import asyncio
async def hello():
    print('never')
async def main():
    hello()
    print('main ends')
asyncio.run(main())

#> main ends
#= ok
#! never-awaited
