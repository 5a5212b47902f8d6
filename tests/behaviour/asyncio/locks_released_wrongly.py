# releasing what is not held, and releasing for another
import asyncio
def show(x):
    return repr(x).split(' at ')[0] + repr(x)[repr(x).find(' ['):-1]
async def main():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    await lock.acquire()
    waits = [asyncio.create_task(lock.acquire()) for i in range(3)]
    await asyncio.sleep(0)
    lock.release()
    print(lock.locked(), show(lock))
    try:
        lock.release()
        print('released again')
    except RuntimeError as e:
        print(e)
    waits[0].cancel()
    done, pending = await asyncio.wait(waits[:2], timeout=1)
    print(len(done), len(pending))
    print(show(lock), lock.locked())
    s = asyncio.Semaphore(1)
    s.release(); s.release()
    print(show(s), s.locked())
    b = asyncio.BoundedSemaphore(1)
    try:
        b.release()
    except ValueError as e:
        print(e)
    for bad in -1, 'x', None:
        try:
            print(asyncio.Semaphore(bad))
        except BaseException as e:
            print(repr(e))
    z = asyncio.Semaphore(0)
    t = asyncio.create_task(z.acquire())
    await asyncio.sleep(0)
    t.cancel()
    z.release()
    print(show(z), await asyncio.gather(t, return_exceptions=True), show(z))
    try:
        async with lock as x:
            print(x)
    except RuntimeError as e:
        print(e)
    waits[2].cancel()
    try:
        with lock:
            pass
    except TypeError as e:
        print(e)
asyncio.run(main())

#> Lock is not acquired.
#> False <asyncio.locks.Lock object [unlocked, waiters:3]
#> Lock is not acquired.
#> 2 0
#> <asyncio.locks.Lock object [locked, waiters:1] True
#> <asyncio.locks.Semaphore object [unlocked, value:3] False
#> BoundedSemaphore released too many times
#> ValueError('Semaphore initial value must be >= 0')
#> TypeError("'<' not supported between instances of 'str' and 'int'")
#> TypeError("'<' not supported between instances of 'NoneType' and 'int'")
#> <asyncio.locks.Semaphore object [unlocked, value:1, waiters:1] [CancelledError('')] <asyncio.locks.Semaphore object [unlocked, value:1]
#= deadlock
