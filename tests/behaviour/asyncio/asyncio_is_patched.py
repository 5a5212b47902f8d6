# Functions of asyncio take attributes and can be replaced, its classes take new attributes
import asyncio
import functools
import time

real_sleep = asyncio.sleep
create = asyncio.create_task


async def quick(delay, result=None):
    print('sleep', delay)
    await real_sleep(0)
    return result


@functools.wraps(create)
def counted(coroutine, **options):
    counted.calls += 1
    print('create', coroutine.__name__)
    return create(coroutine, **options)


async def kid():
    await asyncio.sleep(7)


async def main():
    print(await asyncio.gather(asyncio.sleep(1, 'a'), asyncio.sleep(2, 'b')))
    await asyncio.create_task(kid())
    async with asyncio.TaskGroup() as group:
        group.create_task(kid())
    lock = asyncio.Lock()
    print(lock.describe())
    asyncio.Lock.describe = lambda self: 'locked' if self.locked() else 'free'
    print(lock.describe())
    async with lock:
        print(lock.describe(), Own().describe())
    del asyncio.Lock.describe
    print(hasattr(lock, 'describe'), hasattr(Own, 'describe'))


class Own(asyncio.Lock):
    pass


def attempt(thing):
    try:
        thing.calls = 0
        thing.calls += 1
        print(thing.__name__, thing.calls, vars(thing)['calls'])
        del thing.calls
        print(hasattr(thing, 'calls'))
    except Exception as error:
        print(type(error).__name__)


for thing in (asyncio.run, asyncio.gather, asyncio.wait_for, asyncio.to_thread, asyncio.shield,
              asyncio.Queue.put, asyncio.Queue, asyncio.Semaphore, asyncio.TaskGroup,
              asyncio.Task, asyncio.Future, asyncio.get_running_loop, asyncio.Lock().acquire, len):
    attempt(thing)
asyncio.sleep.note = 'mine'
print(asyncio.sleep.note, asyncio.sleep.__dict__)
asyncio.sleep = quick
asyncio.create_task = counted
counted.calls = 0
asyncio.Lock.describe = lambda self: 'a lock'
asyncio.run(main())
print(counted.calls, asyncio.create_task.__name__)
asyncio.sleep = real_sleep
asyncio.extra = 3
from asyncio import extra
print(extra)
del asyncio.extra
print(hasattr(asyncio, 'extra'))
time.sleep = lambda seconds: print('no sleep', seconds)
time.sleep(3)

#> run 1 1
#> False
#> gather 1 1
#> False
#> wait_for 1 1
#> False
#> to_thread 1 1
#> False
#> shield 1 1
#> False
#> put 1 1
#> False
#> Queue 1 1
#> False
#> Semaphore 1 1
#> False
#> TaskGroup 1 1
#> False
#> TypeError
#> TypeError
#> AttributeError
#> AttributeError
#> AttributeError
#> mine {'note': 'mine'}
#> sleep 1
#> sleep 2
#> ['a', 'b']
#> create kid
#> sleep 7
#> sleep 7
#> a lock
#> free
#> locked free
#> False False
#> 1 create_task
#> 3
#> False
#> no sleep 3
#= ok
