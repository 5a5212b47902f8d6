# callbacks that raise: Exception is reported, SystemExit leaves the loop, the rest of the turn waits
import asyncio
def boom(e):
    print('boom', repr(e))
    raise e
loop = asyncio.new_event_loop()
async def main():
    loop.call_soon(boom, ValueError('v'))
    loop.call_soon(print, 'after v')
    await asyncio.sleep(1)
    loop.call_soon(boom, SystemExit(3))
    loop.call_soon(print, 'after exit')
    await asyncio.sleep(1)
    print('main goes on')
    return 'result'
t = loop.create_task(main())
try:
    loop.run_until_complete(t)
except SystemExit as e:
    print('left with', e.code, t.done())
try:
    print(loop.run_until_complete(t))
except BaseException as e:
    print(repr(e))
f = loop.create_future()
f.add_done_callback(lambda f: boom(KeyboardInterrupt('k')))
f.add_done_callback(lambda f: print('second callback'))
f.set_result(1)
try:
    loop.run_until_complete(f)
except KeyboardInterrupt as e:
    print('left', e)
loop.call_soon(loop.stop)
loop.run_forever()
loop.call_soon(boom, asyncio.CancelledError('cc'))
loop.call_soon(loop.stop)
loop.run_forever()
loop.call_soon(boom, GeneratorExit('ge'))
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()

#> boom ValueError('v')
#> after v
#@ 1s
#> boom SystemExit(3)
#> left with 3 False
#> after exit
#@ 2s
#> main goes on
#> result
#> boom KeyboardInterrupt('k')
#> left k
#> second callback
#> boom CancelledError('cc')
#> boom GeneratorExit('ge')
#= ok
