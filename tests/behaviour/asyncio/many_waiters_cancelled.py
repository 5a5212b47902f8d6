# ten thousand waiters of one lock, one queue and one event, every third one cancelled
import asyncio
async def main():
    lock, queue, event = asyncio.Lock(), asyncio.Queue(), asyncio.Event()
    await lock.acquire()
    got = []
    async def a(i):
        async with lock:
            got.append(i)
    async def b(i):
        got.append(await queue.get())
    async def c(i):
        await event.wait()
        got.append(i)
    for kind in a, b, c:
        got.clear()
        ts = [asyncio.create_task(kind(i)) for i in range(3000)]
        await asyncio.sleep(0)
        for t in ts[::3]:
            t.cancel()
        if kind is a:
            lock.release()
        for i in range(2000):
            queue.put_nowait(i)
        event.set()
        r = await asyncio.gather(*ts, return_exceptions=True)
        print(len(got), got[:5], got[-1], sum(x is None for x in r))
        while not queue.empty():
            queue.get_nowait()
asyncio.run(main())

#> 2000 [1, 2, 4, 5, 7] 2999 2000
#> 2000 [0, 1, 2, 3, 4] 1999 2000
#> 3000 [0, 1, 2, 3, 4] 2999 3000
#= ok
