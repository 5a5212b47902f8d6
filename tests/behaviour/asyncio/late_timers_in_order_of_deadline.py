# after a block, timers fire by deadline
import asyncio, time
async def s(n, d):
    await asyncio.sleep(d)
    print(n, asyncio.get_running_loop().time())
async def main():
    ts = [asyncio.create_task(s(n, d)) for n, d in (('c', 0.3), ('a', 0.1), ('b', 0.2), ('late', 2))]
    await asyncio.sleep(0)
    time.sleep(1)
    asyncio.get_running_loop().call_soon(print, 'soon')
    asyncio.get_running_loop().call_later(0, print, 'zero')
    asyncio.get_running_loop().call_at(0.15, print, 'in the past')
    await asyncio.gather(*ts)
asyncio.run(main())

#@ 1s
#> soon
#> in the past
#> zero
#> a 1.0
#> b 1.0
#> c 1.0
#@ 2s
#> late 2.0
#= ok
