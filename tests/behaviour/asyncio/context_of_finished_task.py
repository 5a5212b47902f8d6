# What the last step of a task sets is in its context when the task is over.
import asyncio
import contextvars

level = contextvars.ContextVar("level", default=0)


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


async def ends(value):
    level.set(value)
    return value


async def sleeps_and_ends(value):
    await asyncio.sleep(1)
    level.set(value)


async def fails(value):
    await asyncio.sleep(0)
    level.set(value)
    raise ValueError(value)


async def cancelled(value):
    try:
        await asyncio.sleep(5)
    finally:
        level.set(value)


async def main():
    tasks = [asyncio.create_task(ends(1)), asyncio.create_task(sleeps_and_ends(2)), asyncio.create_task(fails(3)),
             asyncio.create_task(cancelled(4)),
             asyncio.eager_task_factory(asyncio.get_running_loop(), ends(5)),
             asyncio.eager_task_factory(asyncio.get_running_loop(), sleeps_and_ends(6))]
    await asyncio.sleep(2)
    tasks[3].cancel()
    await asyncio.wait(tasks)
    print([task.get_context().get(level) for task in tasks], level.get())
    tasks[2].exception()

    task = asyncio.create_task(sleeps_and_ends(Noisy("value")))
    await task
    print("over")
    print(task.get_context()[level].name)
    del task
    print("let go")


asyncio.run(main())

#@ 2s
#> [1, 2, 3, 4, 5, 6] 0
#@ 3s
#> over
#> value
#> let go
#> gone value
#= ok
