import asyncio
import concurrent.futures
import threading
import time


async def add(a, b):
    await asyncio.sleep(0.1)
    print('add in', threading.current_thread().name)
    return a + b


async def fail():
    await asyncio.sleep(0.05)
    raise KeyError('k')


async def forever():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print('told to stop')
        raise


def worker(loop, event):
    time.sleep(0.1)
    loop.call_soon_threadsafe(print, 'called from outside')
    time.sleep(0.1)
    f = asyncio.run_coroutine_threadsafe(add(1, 2), loop)
    print(type(f), f.result())
    f = asyncio.run_coroutine_threadsafe(fail(), loop)
    try:
        f.result()
    except KeyError as e:
        print(repr(e))
    f = asyncio.run_coroutine_threadsafe(forever(), loop)
    try:
        f.result(timeout=0.1)
    except concurrent.futures.TimeoutError:
        print('too late', f.cancel())
    time.sleep(0.1)
    try:
        asyncio.run_coroutine_threadsafe(add, loop)
    except TypeError as e:
        print(e)
    loop.call_soon_threadsafe(event.set)


async def main():
    event = asyncio.Event()
    thread = threading.Thread(target=worker, args=(asyncio.get_running_loop(), event))
    thread.start()
    await event.wait()
    print('event')
    thread.join()


asyncio.run(main())

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name='looper')
thread.start()
print(asyncio.run_coroutine_threadsafe(add(3, 4), loop).result())
fs = [asyncio.run_coroutine_threadsafe(add(i, i), loop) for i in range(3)]
print([f.result() for f in concurrent.futures.as_completed(fs)])
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
try:
    loop.call_soon_threadsafe(print)
except RuntimeError as e:
    print(e)

#@ 0.1s
#> called from outside
#@ 0.3s
#> add in MainThread
#> <class 'concurrent.futures._base.Future'> 3
#@ 0.35s
#> KeyError('k')
#@ 0.45s
#> too late True
#> told to stop
#@ 0.55s
#> A coroutine object is required
#> event
#@ 0.65s
#> add in looper
#> 7
#@ 0.75s
#> add in looper
#> add in looper
#> add in looper
#> [0, 2, 4]
#> Event loop is closed
#= ok
