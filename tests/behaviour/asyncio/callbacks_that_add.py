# callbacks that add callbacks, cancel tasks, finish other futures and stop the loop
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    fs = [loop.create_future() for i in range(4)]
    for i, f in enumerate(fs):
        def on(f, i=i):
            print('callback', i, f.result())
            if i + 1 < len(fs):
                fs[i + 1].set_result(f.result() + 1)
                f.add_done_callback(lambda f: print('again', i))
        f.add_done_callback(on)
    fs[0].set_result(0)
    print(await fs[3])
    await asyncio.sleep(0)
    t = asyncio.create_task(asyncio.sleep(5))
    f = loop.create_future()
    f.add_done_callback(lambda f: t.cancel('by callback'))
    f.add_done_callback(lambda f: 1 / 0)
    f.add_done_callback(lambda f: print('third', t.cancelling()))
    loop.call_later(1, f.cancel)
    try:
        await t
    except asyncio.CancelledError as e:
        print(e.args, loop.time())
    t = asyncio.create_task(asyncio.sleep(1, 'x'))
    t.add_done_callback(lambda t: t.add_done_callback(lambda t: print('late', t.result())))
    def bound():
        print('no argument')
    t.add_done_callback(bound)
    t.add_done_callback(print)
    t.remove_done_callback(print)
    print(await t)
    await asyncio.sleep(0)
    class C:
        def __call__(self, f):
            print('called', f.result())
        def __eq__(self, other):
            return True
        __hash__ = None
    f = loop.create_future()
    f.add_done_callback(C())
    f.add_done_callback(C())
    print(f.remove_done_callback(C()))
    class Angry:
        def __call__(self, f): pass
        def __eq__(self, other): raise KeyError('eq')
    f.add_done_callback(Angry())
    try:
        f.remove_done_callback(Angry())
    except KeyError as e:
        print(repr(e))
    f.set_result(1)
    await asyncio.sleep(0)
asyncio.run(main())

#> callback 0 0
#> callback 1 1
#> again 0
#> callback 2 2
#> again 1
#> callback 3 3
#> 3
#> again 2
#@ 1s
#> third 1
#> ('by callback',) 1.0
#@ 2s
#> x
#> late x
#> 2
#> KeyError('eq')
#= ok
