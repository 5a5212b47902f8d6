# a failing done-callback
import asyncio
async def f(): pass
async def main():
    t = asyncio.create_task(f())
    t.add_done_callback(lambda t: 1 / 0)
    await asyncio.sleep(1)
    print('goes on')
asyncio.run(main())

#@ 1s
#> goes on
#= ok
#! callback-failed: ZeroDivisionError
