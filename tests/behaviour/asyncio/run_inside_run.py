# asyncio.run inside a coroutine, a loop run by a coroutine, a coroutine run by hand within
import asyncio
async def inner():
    return 'inner'
async def main():
    c = inner()
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
    c.close()
    loop = asyncio.new_event_loop()
    c = inner()
    try:
        print(loop.run_until_complete(c))
    except RuntimeError as e:
        print(e)
    c.close()
    loop.close()
    c = inner()
    try:
        c.send(None)
    except StopIteration as e:
        print('by hand', e.value)
    def sync():
        try:
            asyncio.run(None)
        except (RuntimeError, ValueError) as e:
            print(type(e).__name__, e)
    sync()
    return asyncio.get_running_loop()
l = asyncio.run(main())
print(l.is_closed(), l.is_running())
for use in lambda: l.call_soon(print), lambda: l.call_later(1, print), lambda: l.create_task(inner()), l.run_forever:
    try:
        use()
    except RuntimeError as e:
        print(e)
for bad in None, 1, 'x':
    try:
        asyncio.run(bad)
    except ValueError as e:
        print(e)
f = l.create_future()
f.set_result(1)
try:
    f.add_done_callback(print)
except RuntimeError as e:
    print(e)
print(asyncio.run(inner()), asyncio.run(inner()))

#> asyncio.run() cannot be called from a running event loop
#> Cannot run the event loop while another loop is running
#> by hand inner
#> RuntimeError asyncio.run() cannot be called from a running event loop
#> True False
#> Event loop is closed
#> Event loop is closed
#> Event loop is closed
#> Event loop is closed
#> a coroutine was expected, got None
#> a coroutine was expected, got 1
#> a coroutine was expected, got 'x'
#> Event loop is closed
#> inner inner
#= ok
