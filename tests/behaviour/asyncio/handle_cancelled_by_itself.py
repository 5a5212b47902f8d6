# a callback that cancels itself, its neighbours, and the future that calls it
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    hs = []
    def first():
        print('first', [h.cancelled() for h in hs])
        for h in hs:
            h.cancel()
        print('first', [h.cancelled() for h in hs])
    hs.append(loop.call_soon(first))
    hs.append(loop.call_soon(print, 'second'))
    hs.append(loop.call_later(0, print, 'third'))
    hs.append(loop.call_later(1, print, 'fourth'))
    await asyncio.sleep(2)
    f = loop.create_future()
    def on_done(f):
        print('done', f.remove_done_callback(on_done), f.remove_done_callback(other))
        f.add_done_callback(lambda f: print('added in callback'))
        print(f.cancel())
    def other(f):
        print('other')
    f.add_done_callback(on_done)
    f.add_done_callback(other)
    f.add_done_callback(other)
    print(f.remove_done_callback(other), f.remove_done_callback(other))
    f.add_done_callback(other)
    f.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    hs2 = [loop.call_soon(print, i) for i in range(3)]
    hs2[1].cancel()
    print(hs2[1], hs2[0].cancelled())
    await asyncio.sleep(0)
    try:
        f.add_done_callback(1)
        f.add_done_callback(None)
    except TypeError as e:
        print(e)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
asyncio.run(main())

#> first [False, False, False, False]
#> first [True, True, True, True]
#@ 2s
#> 2 0
#> done 0 0
#> False
#> other
#> added in callback
#> <Handle cancelled> False
#> 0
#> 2
#= ok
