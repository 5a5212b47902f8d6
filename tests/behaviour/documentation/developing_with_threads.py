# what the page "Developing with asyncio" teaches about threads and blocking code
import asyncio, concurrent.futures, functools, threading, time
# Many non-thread-safe calls raise an exception when they are called from a wrong thread
async def wrong_thread():
    loop = asyncio.get_running_loop()
    def call():
        for method in loop.call_soon, functools.partial(loop.call_later, 1), functools.partial(loop.call_at, 1):
            try: method(print, 'from a thread')
            except RuntimeError as e: print(type(e).__name__, e)
    await asyncio.to_thread(call)
asyncio.run(wrong_thread(), debug=True)
# Concurrency and multithreading: call_soon_threadsafe() and run_coroutine_threadsafe()
async def coro_func(): return await asyncio.sleep(1, 42)
async def threads():
    loop = asyncio.get_running_loop(); fut = loop.create_future()
    def other_thread():
        loop.call_soon_threadsafe(print, 'scheduled from a thread')
        future = asyncio.run_coroutine_threadsafe(coro_func(), loop)
        print('result', future.result())
        loop.call_soon_threadsafe(fut.cancel)
    thread = threading.Thread(target=other_thread); thread.start()
    try: await fut
    except asyncio.CancelledError: print('cancelled from a thread')
    thread.join()
asyncio.run(threads())
# Running blocking code: all tasks wait for a blocking call, unless an executor runs it
def blocking(): time.sleep(1)
async def tick():
    for _ in range(2): await asyncio.sleep(0.5)
async def cured():
    loop = asyncio.get_running_loop(); start = loop.time()
    await asyncio.gather(tick(), loop.run_in_executor(None, blocking)); print(round(loop.time() - start, 3))
    with concurrent.futures.ThreadPoolExecutor() as pool:
        await asyncio.gather(tick(), loop.run_in_executor(pool, blocking)); print(round(loop.time() - start, 3))
asyncio.run(cured())

#> RuntimeError Non-thread-safe operation invoked on an event loop other than the current one
#> RuntimeError Non-thread-safe operation invoked on an event loop other than the current one
#> RuntimeError Non-thread-safe operation invoked on an event loop other than the current one
#> scheduled from a thread
#@ 1s
#> result 42
#> cancelled from a thread
#@ 2s
#> 1.0
#@ 3s
#> 2.0
#= ok
