# stop before running, stop twice, stop in a task, a loop that ends before its future
import asyncio
async def f(n):
    await asyncio.sleep(n)
    return n
loop = asyncio.new_event_loop()
loop.stop()
loop.run_forever()
print('ran one turn')
t = loop.create_task(f(1))
loop.call_later(0.5, loop.stop)
loop.call_later(0.5, loop.stop)
try:
    loop.run_until_complete(t)
except RuntimeError as e:
    print(e, t.done())
print(loop.run_until_complete(t), loop.time())
async def stops():
    loop.stop()
    print('stopping', loop.is_running())
    await asyncio.sleep(0)
    print('a turn later')
    return 's'
try:
    print(loop.run_until_complete(stops()))
except RuntimeError as e:
    print(e)
loop.stop()
loop.call_soon(print, 'soon')
loop.call_soon(lambda: loop.call_soon(print, 'sooner'))
loop.run_forever()
print('between')
loop.stop()
loop.run_forever()
for bad in 1, None, f:
    try:
        loop.run_until_complete(bad)
    except TypeError as e:
        print(e)
t = loop.create_task(f(100))
loop.run_until_complete(f(1))
loop.close()
loop.close()
print(t.done())
try:
    loop.stop()
    print(loop.is_closed(), loop.time())
except RuntimeError as e:
    print(e)

#> ran one turn
#@ 0.5s
#> Event loop stopped before Future completed. False
#@ 1s
#> 1 1.0
#> stopping True
#> Event loop stopped before Future completed.
#> a turn later
#> soon
#> between
#> sooner
#> An asyncio.Future, a coroutine or an awaitable is required
#> An asyncio.Future, a coroutine or an awaitable is required
#> An asyncio.Future, a coroutine or an awaitable is required
#@ 2s
#> False
#> True 2.0
#= ok
