# new_event_loop, run_until_complete and close
import asyncio
async def f(n):
    await asyncio.sleep(n)
    return n
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.run_until_complete(f(1)), loop.time())
t = loop.create_task(f(2))
loop.call_later(1, print, 'one')
print(loop.run_until_complete(t))
loop.call_soon(loop.stop)
loop.run_forever()
print(loop.is_running(), loop.is_closed())
loop.close()
print(loop.is_closed())
c = f(1)
try:
    loop.run_until_complete(c)
except RuntimeError as e:
    print(e)
c.close()

#@ 1s
#> 1 1.0
#@ 2s
#> one
#@ 3s
#> 2
#> False False
#> True
#> Event loop is closed
#= ok
