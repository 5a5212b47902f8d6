# queues whose put() and get() wait where they are awaited: woken, robbed, cancelled, looked at
import asyncio


async def helper(queue):
    return await queue.get()


async def getter(queue, name):
    try:
        print(name, 'got', await helper(queue))
    except asyncio.CancelledError as error:
        print(name, 'cancelled', error.args)
        raise
    except asyncio.QueueShutDown:
        print(name, 'shut down')


async def putter(queue, item):
    await queue.put(item)
    print('put', item)


async def stream(queue, count):
    for _ in range(count):
        yield await queue.get()


async def robbed():
    queue = asyncio.Queue(1)
    task = asyncio.create_task(getter(queue, 'robbed'))
    await asyncio.sleep(0)
    queue.put_nowait('first')
    print('taken', queue.get_nowait())  # before the one who was woken could
    await asyncio.sleep(0)
    print('waits again', not task.done())
    queue.put_nowait('second')
    await task


async def woken_and_cancelled():
    queue = asyncio.Queue()
    one = asyncio.create_task(getter(queue, 'one'))
    two = asyncio.create_task(getter(queue, 'two'))
    await asyncio.sleep(0)
    queue.put_nowait('item')
    one.cancel('late')  # it has been woken already: the other one gets the item
    print(await asyncio.gather(one, two, return_exceptions=True))


async def full():
    queue = asyncio.Queue(1)
    tasks = [asyncio.create_task(putter(queue, item)) for item in 'abc']
    await asyncio.sleep(0)
    tasks[1].cancel()
    print(await queue.get(), await queue.get())
    print(await asyncio.gather(*tasks, return_exceptions=True), queue.qsize())


async def looked_at():
    queue = asyncio.Queue()
    coroutine = helper(queue)
    task = asyncio.create_task(coroutine)
    await asyncio.sleep(0)
    print(coroutine.cr_await.__qualname__, task._fut_waiter.done())
    kept, future = coroutine.cr_await, task._fut_waiter
    queue.put_nowait('seen')
    print(future.done(), future.result())
    print(await task, coroutine.cr_await)
    try:
        await kept
    except RuntimeError as error:
        print(error)
    again = asyncio.create_task(helper(queue))  # not in the memory of what is kept
    await asyncio.sleep(0)
    print(again._fut_waiter is future, again.get_coro().cr_await is kept)
    again.cancel()


async def in_time():
    queue = asyncio.Queue()
    try:
        async with asyncio.timeout(1):
            await queue.get()
    except TimeoutError:
        print('too late')
    asyncio.get_running_loop().call_later(1, queue.put_nowait, 'later')
    async with asyncio.timeout(2):
        print(await queue.get())
    feeding = asyncio.create_task(feed(queue))
    print([item async for item in stream(queue, 3)])
    await feeding


async def feed(queue):
    for item in range(3):
        await asyncio.sleep(0.5)
        await queue.put(item)


async def shut():
    queue = asyncio.Queue(1)
    waiting = [asyncio.create_task(getter(queue, 'waiting'))]
    await asyncio.sleep(0)
    queue.shutdown()
    await asyncio.gather(*waiting)


async def order():
    queue = asyncio.Queue(2)
    tasks = [asyncio.create_task(getter(queue, number)) for number in range(3)]
    tasks += [asyncio.create_task(putter(queue, number * 10)) for number in range(3)]
    await asyncio.gather(*tasks)


async def main():
    for part in robbed, woken_and_cancelled, full, looked_at, in_time, shut, order:
        print('--', part.__name__)
        await part()


asyncio.run(main())

#> -- robbed
#> taken first
#> waits again True
#> robbed got second
#> -- woken_and_cancelled
#> one cancelled ('late',)
#> two got item
#> [CancelledError(''), None]
#> -- full
#> put a
#> put c
#> a c
#> [None, CancelledError(''), None] 0
#> -- looked_at
#> Queue.get False
#> True None
#> seen None
#> cannot reuse already awaited coroutine
#> False False
#> -- in_time
#@ 1s
#> too late
#@ 2s
#> later
#@ 3.5s
#> [0, 1, 2]
#> -- shut
#> waiting shut down
#> -- order
#> put 0
#> put 10
#> 0 got 0
#> 1 got 10
#> put 20
#> 2 got 20
#= ok
