# who would wake a task of a closed loop is told so, and the task stays as it is
import asyncio
barrier = asyncio.Barrier(2)
cond = asyncio.Condition()
ev = asyncio.Event(); lock = asyncio.Lock(); q = asyncio.Queue(1); sem = asyncio.Semaphore(0)
async def waits(f):
    try: await f
    except BaseException as e: print("waits", repr(e)); raise
async def first(f):
    t = asyncio.create_task(waits(f))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return t
async def cw():
    async with cond: await cond.wait()
def left(make):
    loop = asyncio.new_event_loop()
    t = loop.run_until_complete(first(make()))
    loop.close()
    return t
keep = [left(barrier.wait), left(cw), left(ev.wait), left(q.get), left(sem.acquire)]
async def atry(name, f):
    try: print(name, await f())
    except BaseException as e: print(name, repr(e))
async def main():
    await atry("barrier", barrier.wait)
    async def n():
        async with cond: cond.notify_all()
    await atry("cond", n)
    async def s(): ev.set()
    await atry("event", s)
    await atry("queue", lambda: q.put(1))
    async def r(): sem.release()
    await atry("sem", r)
    print(barrier.broken, barrier.n_waiting, ev.is_set(), q.qsize(), sem._value if hasattr(sem, "_value") else 0)
asyncio.run(main())
for t in keep: print(t.done(), t._state)

def one(what):
    loop = asyncio.new_event_loop()
    future = loop.create_future()
    task = loop.run_until_complete(first(future))
    loop.close()
    for act in (lambda: future.set_result(1), lambda: future.set_exception(OSError('x')), future.cancel, task.cancel)[what:what + 1]:
        try: print(act())
        except RuntimeError as error: print(what, repr(error))
    print(future.done(), task.done(), task.cancelling())
for what in range(4): one(what)

#> barrier RuntimeError('Event loop is closed')
#> cond RuntimeError('Event loop is closed')
#> event RuntimeError('Event loop is closed')
#> queue RuntimeError('Event loop is closed')
#> sem RuntimeError('Event loop is closed')
#> False 0 True 1 0
#> False PENDING
#> False PENDING
#> False PENDING
#> False PENDING
#> False PENDING
#> 0 RuntimeError('Event loop is closed')
#> True False 0
#> waits GeneratorExit()
#> 1 RuntimeError('Event loop is closed')
#> True False 0
#> waits GeneratorExit()
#> 2 RuntimeError('Event loop is closed')
#> True False 0
#> waits GeneratorExit()
#> 3 RuntimeError('Event loop is closed')
#> True False 1
#> waits GeneratorExit()
#> waits GeneratorExit()
#> waits GeneratorExit()
#> waits GeneratorExit()
#> waits GeneratorExit()
#> waits GeneratorExit()
#= ok
