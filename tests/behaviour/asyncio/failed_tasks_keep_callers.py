# what a failed task's exception keeps of the code that called, and of a coroutine that went on
import asyncio

class Thing:
    def __init__(self, name): self.name = name
    def __del__(self): print("gone", self.name)

async def fails(): raise ValueError

async def catches():
    try: await fails()
    except ValueError as e: return e

async def goes_on():
    thing = Thing("goes on")
    global kept
    kept = await catches()
    await asyncio.sleep(0.1)
    print("goes on ends")

async def handles():
    thing = Thing("handles")
    try: [][0]
    except IndexError:
        global kept
        kept = await catches()
        await asyncio.sleep(0.1)
    print("handles ends")

async def dropped_midway():
    thing = Thing("dropped midway")
    global kept
    kept = await catches()
    await asyncio.sleep(9)

async def eagerly():
    thing = Thing("never seen to go: the eager task and its caller are a cycle")
    task = asyncio.create_task(fails())
    print(task.done(), repr(task.exception()))

async def eagerly_unseen():
    thing = Thing("never seen to go: create_task() itself has the task in a variable")
    asyncio.create_task(fails()).exception()

async def eagerly_by_hand():
    thing = Thing("by hand")
    task = asyncio.eager_task_factory(asyncio.get_running_loop(), fails())
    print(task.done(), repr(task.exception()))
    task = None

async def main():
    global kept
    for function in goes_on, handles:
        await function()
        print(function.__name__, "over")
        kept = None
    task = asyncio.create_task(dropped_midway())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.sleep(0)
    task = None
    print("task let go")
    kept = None
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    await eagerly()
    await eagerly_unseen()
    await eagerly_by_hand()
    print("main ends")

def calls():
    thing = Thing("calls")
    asyncio.run(main())
calls()
print("calls over")

# Those still there when the run ends are let go in the order in which they were made.
async def sleeps(n):
    thing = Thing(n)
    await asyncio.sleep(1)
async def leaves():
    asyncio.create_task(sleeps(1))
    asyncio.create_task(sleeps(2))
    await asyncio.sleep(0.1)
asyncio.run(leaves())

#@ 0.1s
#> goes on ends
#> goes_on over
#> gone goes on
#@ 0.2s
#> handles ends
#> handles over
#> gone handles
#@ 0.3s
#> task let go
#> gone dropped midway
#> True ValueError()
#> True ValueError()
#> gone by hand
#> main ends
#> calls over
#@ 0.4s
#> gone 1
#> gone 2
#= ok
