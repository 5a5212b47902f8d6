# The smallest program that is worth running.
import asyncio


async def main():
    print('hello')


asyncio.run(main())
