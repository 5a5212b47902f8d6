import asyncio
import concurrent.futures
import threading
import time


def work(n):
    time.sleep(n)
    print('worked', n, threading.current_thread().name)
    return n


async def cancel_queued(loop):
    pool = concurrent.futures.ThreadPoolExecutor(1, 'one')
    a = loop.run_in_executor(pool, work, 0.3)
    b = loop.run_in_executor(pool, work, 0.2)
    c = loop.run_in_executor(pool, work, 0.1)
    await asyncio.sleep(0.05)
    b.cancel()
    a.cancel()
    for f in (a, b):
        try:
            await f
        except asyncio.CancelledError as e:
            print('cancelled', repr(e))
    print('c', await c)
    pool.shutdown()


class Mine(concurrent.futures.ThreadPoolExecutor):
    def submit(self, fn, *args):
        print('submit', args)
        return super().submit(fn, *args)


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(2, 'two') as pool:
        done, pending = await asyncio.wait([loop.run_in_executor(pool, work, n) for n in (0.2, 0.1, 0.3)], return_when=asyncio.FIRST_COMPLETED)
        print(len(done), len(pending))
    print('pool is shut')
    await asyncio.sleep(0)
    print([f.done() for f in pending])
    await cancel_queued(loop)
    try:
        loop.set_default_executor(3)
    except TypeError as e:
        print(e)
    loop.set_default_executor(Mine(1, 'mine'))
    print(await loop.run_in_executor(None, work, 0.1))
    f = concurrent.futures.Future()
    w = asyncio.wrap_future(f)
    loop.call_later(0.1, f.set_result, 'wrapped')
    print(await w, asyncio.wrap_future(w) is w)
    f = concurrent.futures.Future()
    w = asyncio.wrap_future(f)
    w.cancel()
    await asyncio.sleep(0)
    print(f.cancelled())
    f = concurrent.futures.Future()
    w = asyncio.wrap_future(f)
    f.cancel()
    await asyncio.sleep(0.01)
    print(w.cancelled())
    try:
        asyncio.wrap_future(5)
    except AssertionError as e:
        print(e)
    await loop.shutdown_default_executor()
    try:
        loop.run_in_executor(None, work, 0.1)
    except RuntimeError as e:
        print(e)


asyncio.run(main())

#@ 0.1s
#> worked 0.1 two_1
#> 1 2
#@ 0.2s
#> worked 0.2 two_0
#@ 0.4s
#> worked 0.3 two_1
#> pool is shut
#> [True, True]
#@ 0.45s
#> cancelled CancelledError()
#> cancelled CancelledError()
#@ 0.7s
#> worked 0.3 one_0
#@ 0.8s
#> worked 0.1 one_0
#> c 0.1
#> executor must be ThreadPoolExecutor instance
#> submit (0.1,)
#@ 0.9s
#> worked 0.1 mine_0
#> 0.1
#@ 1s
#> wrapped True
#> True
#@ 1.01s
#> True
#> concurrent.futures.Future is expected, got 5
#> Executor shutdown has been called
#= ok
