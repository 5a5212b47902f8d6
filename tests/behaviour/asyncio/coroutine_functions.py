# which functions of asyncio and contextlib are coroutine functions, and what debug mode says
import asyncio, contextlib, inspect
lock, event, condition, queue = asyncio.Lock(), asyncio.Event(), asyncio.Condition(), asyncio.Queue()
semaphore, barrier, group = asyncio.Semaphore(), asyncio.Barrier(2), asyncio.TaskGroup()
names = '''asyncio.sleep asyncio.wait_for asyncio.wait asyncio.to_thread asyncio.gather asyncio.shield asyncio.run
    asyncio.create_task asyncio.as_completed asyncio.timeout lock.acquire lock.release event.wait event.set
    condition.wait condition.wait_for condition.acquire condition.notify queue.put queue.get queue.join
    queue.put_nowait semaphore.acquire semaphore.release barrier.wait barrier.reset barrier.abort
    group.__aenter__ group.__aexit__ lock.__aenter__ lock.__aexit__ asyncio.Queue.get asyncio.Event.wait
    contextlib.AsyncExitStack.aclose contextlib.AsyncExitStack.enter_async_context
    contextlib.aclosing.__aenter__ contextlib.nullcontext.__aexit__ contextlib.ExitStack.close'''.split()
spaces = dict(asyncio=asyncio, contextlib=contextlib, lock=lock, event=event, condition=condition,
              queue=queue, semaphore=semaphore, barrier=barrier, group=group)
for name in names:
    first, *rest = name.split('.')
    value = spaces[first]
    for part in rest: value = getattr(value, part)
    print(name, asyncio.iscoroutinefunction(value), inspect.iscoroutinefunction(value))
async def main():
    loop = asyncio.get_running_loop()
    print(asyncio.iscoroutinefunction(loop.shutdown_asyncgens), asyncio.iscoroutinefunction(loop.call_soon))
    loop.set_debug(True)
    try: loop.call_soon(asyncio.sleep, 1)
    except TypeError as error: print(error)
    try: loop.call_later(1, queue.get)
    except TypeError as error: print(error)
asyncio.run(main())

#> asyncio.sleep True True
#> asyncio.wait_for True True
#> asyncio.wait True True
#> asyncio.to_thread True True
#> asyncio.gather False False
#> asyncio.shield False False
#> asyncio.run False False
#> asyncio.create_task False False
#> asyncio.as_completed False False
#> asyncio.timeout False False
#> lock.acquire True True
#> lock.release False False
#> event.wait True True
#> event.set False False
#> condition.wait True True
#> condition.wait_for True True
#> condition.acquire True True
#> condition.notify False False
#> queue.put True True
#> queue.get True True
#> queue.join True True
#> queue.put_nowait False False
#> semaphore.acquire True True
#> semaphore.release False False
#> barrier.wait True True
#> barrier.reset True True
#> barrier.abort True True
#> group.__aenter__ True True
#> group.__aexit__ True True
#> lock.__aenter__ True True
#> lock.__aexit__ True True
#> asyncio.Queue.get True True
#> asyncio.Event.wait True True
#> contextlib.AsyncExitStack.aclose True True
#> contextlib.AsyncExitStack.enter_async_context True True
#> contextlib.aclosing.__aenter__ True True
#> contextlib.nullcontext.__aexit__ True True
#> contextlib.ExitStack.close False False
#> True False
#> coroutines cannot be used with call_soon()
#> coroutines cannot be used with call_at()
#= ok
