# A pending task that is destroyed before, or after, its loop is closed
import asyncio
def show(loop, c): print('HANDLER', c['message'], sorted(c))
async def w():
    try: await asyncio.Future()
    finally: print('fin')
async def forever():
    await asyncio.get_running_loop().create_future()
for case in range(6):
    print('case', case)
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(show)
    if case == 0:
        t = loop.create_task(w()); loop.call_soon(loop.stop); loop.run_forever(); loop.close(); print('closed'); del t; print('gone')
    if case == 1:
        t = loop.create_task(w()); loop.close(); print('closed'); del t; print('gone')
    if case == 2:
        t = loop.create_task(w()); loop.call_soon(loop.stop); loop.run_forever(); del t; print('gone'); loop.close(); print('closed')
    if case == 3:
        t = loop.create_task(asyncio.sleep(10)); loop.call_soon(loop.stop); loop.run_forever(); del t; print('gone'); loop.close(); print('closed')
    if case == 4:
        t = loop.create_task(asyncio.sleep(10)); loop.call_soon(loop.stop); loop.run_forever(); loop.close(); print('closed');  del t; print('gone')
    if case == 5:
        t = loop.create_task(forever()); t._log_destroy_pending = False; loop.call_soon(loop.stop); loop.run_forever(); loop.close(); print('closed');  del t; print('gone')
    loop = None
print('end')

#> case 0
#> closed
#> gone
#> case 1
#> closed
#> HANDLER Task was destroyed but it is pending! ['message', 'task']
#> gone
#> case 2
#> gone
#> closed
#> case 3
#> gone
#> closed
#> case 4
#> closed
#> gone
#> case 5
#> closed
#> gone
#> end
#= ok
