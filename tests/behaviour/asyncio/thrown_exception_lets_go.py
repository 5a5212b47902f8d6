# a cancellation that wakes a task, and what it keeps alive, is let go when the step is over
import asyncio

class Thing:
    def __init__(self, name): self.name = name
    def __del__(self):
        task = asyncio.current_task()
        print("gone", self.name, task and task.get_name())

async def generates():
    try:
        yield 1
        yield 2
    finally: print("generator closes")

async def times_out():
    generator, thing = generates(), Thing("timed out")
    await anext(generator)
    try:
        async with asyncio.timeout(0.05): await sleeps("inner")
    except TimeoutError: print("timeout")

async def sleeps(name):
    thing = Thing(name)
    await asyncio.sleep(1)

async def works():
    await times_out()
    print("works ends")

async def in_group():
    async with asyncio.TaskGroup() as group: group.create_task(works())
    print("group over")

async def swallows(name):
    thing = Thing(name)
    try: await sleeps(name + " inner")
    except asyncio.CancelledError: print("swallowed")
    print("goes on")
    await asyncio.sleep(0.01)
    print("later")

async def cancelled(delay):
    task = asyncio.create_task(swallows("cancelled"), name="swallower")
    await asyncio.sleep(delay)
    task.cancel()
    await task
    print("awaited")

async def cancelled_twice_at_once():
    async def spins():
        thing = Thing("spins")
        try: await asyncio.sleep(0)
        finally: print("spins ends")
    task = asyncio.create_task(spins())
    await asyncio.sleep(0)
    task.cancel()
    try: await task
    except asyncio.CancelledError: print("cancelled")
    task = None
    print("task let go")

async def fails_later(future):
    async def waits():
        thing = Thing("waits")
        try: await future
        except KeyError: print("key")
    await waits()
    print("after waits")
    await asyncio.sleep(0)

async def future_fails():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(fails_later(future))
    await asyncio.sleep(0)
    future.set_exception(KeyError())
    await task
    print("future failed")

async def main():
    await asyncio.create_task(in_group())
    await cancelled(0.01)
    await cancelled_twice_at_once()
    await future_fails()
asyncio.run(main())

#@ 0.05s
#> timeout
#> works ends
#> gone inner None
#> gone timed out None
#> group over
#> generator closes
#@ 0.06s
#> swallowed
#> goes on
#> gone cancelled inner None
#@ 0.07s
#> later
#> gone cancelled swallower
#> awaited
#> spins ends
#> cancelled
#> task let go
#> gone spins None
#> key
#> after waits
#> future failed
#= ok
