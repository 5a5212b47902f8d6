# waiting for what nobody sets
import asyncio
async def main():
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        print('never')
asyncio.run(main())

#= deadlock
