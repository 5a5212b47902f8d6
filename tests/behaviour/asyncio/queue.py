# puts and gets wait for room and for things
import asyncio
async def producer(q):
    for i in range(4):
        await q.put(i)
        print('put', i, q.qsize(), q.full())
async def consumer(q):
    for _ in range(4):
        await asyncio.sleep(1)
        print('got', await q.get())
        q.task_done()
async def main():
    q = asyncio.Queue(2)
    await asyncio.gather(producer(q), consumer(q))
    await q.join()
    print(q.empty(), q.maxsize)
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e))
    q.put_nowait(1)
    q.put_nowait(2)
    try:
        q.put_nowait(3)
    except asyncio.QueueFull as e:
        print(repr(e))
    print(q.get_nowait(), q.get_nowait())
    q.task_done()
    q.task_done()
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    p, l = asyncio.PriorityQueue(), asyncio.LifoQueue()
    for n in (3, 1, 2):
        p.put_nowait((n, str(n)))
        l.put_nowait(n)
    print([p.get_nowait() for _ in range(3)], [l.get_nowait() for _ in range(3)])
asyncio.run(main())

#> put 0 1 False
#> put 1 2 True
#@ 1s
#> got 0
#> put 2 2 True
#@ 2s
#> got 1
#> put 3 2 True
#@ 3s
#> got 2
#@ 4s
#> got 3
#> True 2
#> QueueEmpty()
#> QueueFull()
#> 1 2
#> task_done() called too many times
#> [(1, '1'), (2, '2'), (3, '3')] [2, 1, 3]
#= ok
