# an error that is looked at is no diagnostic
import asyncio
async def bad():
    raise ValueError('seen')
async def main():
    t = asyncio.create_task(bad())
    await asyncio.sleep(1)
    print(repr(t.exception()))
    await asyncio.gather(bad(), return_exceptions=True)
asyncio.run(main())

#@ 1s
#> ValueError('seen')
#= ok
#! none
