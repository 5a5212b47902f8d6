# queues used too often: task_done, get_nowait, put_nowait, join, shutdown twice
import asyncio
async def main():
    q = asyncio.Queue(2)
    for use in q.task_done, q.get_nowait:
        try:
            use()
        except BaseException as e:
            print(repr(e))
    q.put_nowait(1); q.put_nowait(2)
    try:
        q.put_nowait(3)
    except asyncio.QueueFull as e:
        print(repr(e))
    putter = asyncio.create_task(q.put(3))
    joiner = asyncio.create_task(q.join())
    await asyncio.sleep(0)
    print(q, q.full(), q.maxsize, q.qsize())
    putter.cancel()
    print(await q.get(), await q.get(), q.empty())
    q.task_done(); q.task_done()
    await joiner
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    getters = [asyncio.create_task(q.get()) for i in range(3)]
    await asyncio.sleep(0)
    getters[0].cancel()
    q.put_nowait('x')
    q.shutdown()
    q.shutdown()
    print(await asyncio.gather(*getters, return_exceptions=True))
    for use in q.get_nowait, lambda: q.put_nowait(1):
        try:
            use()
        except BaseException as e:
            print(repr(e))
    for use in q.get, lambda: q.put(1):
        try:
            await use()
        except BaseException as e:
            print(repr(e))
    q = asyncio.Queue()
    for i in range(3):
        q.put_nowait(i)
    j = asyncio.create_task(q.join())
    await asyncio.sleep(0)
    q.shutdown(immediate=True)
    print(await j, q)
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    for bad in -1, 'x', None, 1.5:
        try:
            q = asyncio.Queue(bad)
            q.put_nowait(1)
            print(bad, q.full())
        except BaseException as e:
            print(bad, repr(e))
asyncio.run(main())

#> ValueError('task_done() called too many times')
#> QueueEmpty()
#> QueueFull()
#> <Queue maxsize=2 _queue=[1, 2] _putters[1] tasks=2> True 2 2
#> 1 2 True
#> task_done() called too many times
#> [CancelledError(''), 'x', QueueShutDown()]
#> QueueShutDown()
#> QueueShutDown()
#> QueueShutDown()
#> QueueShutDown()
#> None <Queue maxsize=0 shutdown>
#> task_done() called too many times
#> -1 False
#> x TypeError("'<=' not supported between instances of 'str' and 'int'")
#> None TypeError("'<=' not supported between instances of 'NoneType' and 'int'")
#> 1.5 False
#= ok
