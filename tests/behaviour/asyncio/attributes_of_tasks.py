# Tasks and futures take attributes of the program, though they have no __dict__; errors name
# their types with the module.
import asyncio

async def page(url):
    await asyncio.sleep(0.1)
    return len(url)

class Named:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("dropped", self.name)

async def main():
    tasks = []
    for url in ("a", "bb"):
        task = asyncio.create_task(page(url))
        task.url = url
        tasks.append(task)
    done, _ = await asyncio.wait(tasks)
    for task in sorted(done, key=lambda task: task.url):
        print(task.url, task.result(), hasattr(task, "url"), "url" in dir(task), hasattr(task, "__dict__"))
    del task.url
    print(hasattr(task, "url"))
    task.cancel = lambda: "ours"
    print(task.cancel())
    del task.cancel
    print(task.cancel())
    for act in (lambda: task.url, lambda: task.nothing(), lambda: task(), lambda: task + 1, lambda: len(task),
                lambda: task[0], lambda: task < task, lambda: vars(task), lambda: delattr(task, "url")):
        try:
            act()
        except Exception as e:
            print(type(e).__name__, e)
    future = asyncio.get_running_loop().create_future()
    future.note = Named("note")
    print(future.note.name)
    future.note = Named("other")
    del future
    try:
        asyncio.Future().nothing
    except AttributeError as e:
        print(e)
    async with asyncio.timeout(1) as scope:
        scope.label = "scope"
        print(scope.label, vars(scope).get("label"))
    print(type(task), type(task).__name__, asyncio.Future, task.__class__.__module__)

class Job(asyncio.Task):
    pass

async def sub():
    job = Job(page("xyz"))
    job.rank = 1
    print(await job, job.rank)
    try:
        job.nothing
    except AttributeError as e:
        print(e)

asyncio.run(main())
asyncio.run(sub())

#@ 0.1s
#> a 1 True False False
#> bb 2 True False False
#> False
#> ours
#> False
#> AttributeError '_asyncio.Task' object has no attribute 'url'
#> AttributeError '_asyncio.Task' object has no attribute 'nothing'
#> TypeError '_asyncio.Task' object is not callable
#> TypeError unsupported operand type(s) for +: '_asyncio.Task' and 'int'
#> TypeError object of type '_asyncio.Task' has no len()
#> TypeError '_asyncio.Task' object is not subscriptable
#> TypeError '<' not supported between instances of '_asyncio.Task' and '_asyncio.Task'
#> TypeError vars() argument must have __dict__ attribute
#> AttributeError '_asyncio.Task' object has no attribute 'url'
#> note
#> dropped note
#> dropped other
#> '_asyncio.Future' object has no attribute 'nothing'
#> scope scope
#> <class '_asyncio.Task'> Task <class '_asyncio.Future'> _asyncio
#@ 0.2s
#> 3 1
#> 'Job' object has no attribute 'nothing'
#= ok
