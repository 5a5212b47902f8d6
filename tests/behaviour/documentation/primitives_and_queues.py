# what the pages on synchronization primitives and on queues teach
import asyncio, random
async def locks():
    lock = asyncio.Lock()
    async def use(name):
        async with lock: print(name, lock.locked()); await asyncio.sleep(1)
    await asyncio.gather(use('first'), use('second'))
    await lock.acquire()
    try: print('by hand', lock.locked())
    finally: lock.release()
async def events():
    event = asyncio.Event()
    async def waiter(): print('waiting'); await event.wait(); print('it happened')
    task = asyncio.create_task(waiter())
    await asyncio.sleep(1); event.set(); await task; print(event.is_set()); event.clear(); print(event.is_set())
async def conditions():
    condition, items = asyncio.Condition(), []
    async def consumer(name):
        async with condition:
            await condition.wait_for(lambda: items); print(name, items.pop())
    tasks = [asyncio.create_task(consumer(n)) for n in 'ab']
    await asyncio.sleep(1)
    async with condition: items.append(1); condition.notify()
    await asyncio.sleep(1)
    async with condition: items.append(2); condition.notify_all()
    await asyncio.gather(*tasks)
async def semaphores():
    semaphore = asyncio.Semaphore(2)
    async def use(n):
        async with semaphore: print('in', n, semaphore.locked()); await asyncio.sleep(1)
    await asyncio.gather(*(use(n) for n in range(4)))
    bounded = asyncio.BoundedSemaphore(1)
    try: bounded.release()
    except ValueError as e: print(e)
async def barriers():
    barrier = asyncio.Barrier(3)
    async def part(n):
        await asyncio.sleep(n)
        async with barrier as place:
            if place == 0: print('all are here', barrier.n_waiting, barrier.parties)
        return place
    print(str(barrier)[-25:], sorted(await asyncio.gather(*(part(n) for n in range(3)))))
    task = asyncio.create_task(barrier.wait()); await asyncio.sleep(0); await barrier.abort()
    try: await task
    except asyncio.BrokenBarrierError: print('broken', barrier.broken)
    await barrier.reset(); print(barrier.broken)
async def queues():
    queue = asyncio.Queue(); random.seed(3); total = 0
    for _ in range(8):
        nap = random.uniform(.05, 1.0); total += nap; queue.put_nowait(nap)
    async def worker(name):
        while True:
            nap = await queue.get(); await asyncio.sleep(nap); queue.task_done(); print(f'{name} slept {nap:.2f}')
    workers = [asyncio.create_task(worker(f'w{i}')) for i in range(3)]
    start = asyncio.get_running_loop().time(); await queue.join()
    took = asyncio.get_running_loop().time() - start
    for w in workers: w.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True)); print(f'{took:.2f} of {total:.2f}')
    ranked = asyncio.PriorityQueue(); stack = asyncio.LifoQueue(2)
    for pair in (2, 'code'), (1, 'eat'), (3, 'sleep'): ranked.put_nowait(pair)
    print([ranked.get_nowait()[1] for _ in range(3)], stack.maxsize, stack.empty())
    stack.put_nowait(1); stack.put_nowait(2); print(stack.full(), stack.qsize(), stack.get_nowait())
    for bad in ranked.get_nowait, lambda: (stack.put_nowait(3), stack.put_nowait(4)):
        try: bad()
        except (asyncio.QueueEmpty, asyncio.QueueFull) as e: print(type(e).__name__)
    q = asyncio.Queue(); q.put_nowait(1); q.shutdown(); print(await q.get())
    try: await q.get()
    except asyncio.QueueShutDown: print('shut down')
for part in locks, events, conditions, semaphores, barriers, queues: print('--', part.__name__); asyncio.run(part())

#> -- locks
#> first True
#@ 1s
#> second True
#@ 2s
#> by hand True
#> -- events
#> waiting
#@ 3s
#> it happened
#> True
#> False
#> -- conditions
#@ 4s
#> a 1
#@ 5s
#> b 2
#> -- semaphores
#> in 0 False
#> in 1 True
#@ 6s
#> in 2 True
#> in 3 True
#@ 7s
#> BoundedSemaphore released too many times
#> -- barriers
#@ 9s
#> all are here 0 3
#> 0 [filling, waiters:0/3]> [0, 1, 2]
#> broken True
#> False
#> -- queues
#@ 9.276066396s
#> w0 slept 0.28
#@ 9.401457408s
#> w2 slept 0.40
#@ 9.567017764s
#> w1 slept 0.57
#@ 9.67927018s
#> w1 slept 0.11
#@ 9.741779772s
#> w1 slept 0.06
#@ 9.899790433s
#> w0 slept 0.62
#@ 10.045891697s
#> w2 slept 0.64
#@ 10.5873754s
#> w1 slept 0.85
#> [CancelledError(''), CancelledError(''), CancelledError('')]
#> 1.59 of 3.53
#> ['eat', 'code', 'sleep'] 2 True
#> True 2 2
#> QueueEmpty
#> QueueFull
#> 1
#> shut down
#= ok
