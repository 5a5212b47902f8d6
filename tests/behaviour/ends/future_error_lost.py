# a future's error that nobody asks for
import asyncio
async def main():
    f = asyncio.get_running_loop().create_future()
    f.set_exception(ValueError('unseen'))
    del f
    await asyncio.sleep(1)
    print('end')
asyncio.run(main())

#@ 1s
#> end
#= ok
#! future-exception-lost: unseen
