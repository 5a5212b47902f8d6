# call_soon, call_later and call_at, with handles
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, 'soon', 1)
    loop.call_later(0.2, print, 'later')
    loop.call_at(loop.time() + 0.1, print, 'at')
    h = loop.call_later(0.15, print, 'never')
    h.cancel()
    s = loop.call_soon(print, 'never')
    s.cancel()
    print(h.cancelled(), s.cancelled(), round(loop.call_later(0.3, print, 'last').when(), 6))
    loop.call_later(0, print, 'zero')
    loop.call_later(-1, print, 'negative')
    await asyncio.sleep(0)
    print('main')
    await asyncio.sleep(0.5)
    print(loop.time(), loop.is_running(), loop.is_closed())
    loop.call_soon_threadsafe(print, 'threadsafe')
    await asyncio.sleep(0)
asyncio.run(main())

#> True True 0.3
#> soon 1
#> main
#> negative
#> zero
#@ 0.1s
#> at
#@ 0.2s
#> later
#@ 0.3s
#> last
#@ 0.5s
#> 0.5 True False
#> threadsafe
#= ok
