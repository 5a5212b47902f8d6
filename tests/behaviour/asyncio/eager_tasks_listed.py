# all_tasks() has tasks whose eager first step goes on behind all others.
import asyncio


def names():
    return [task.get_name() for task in asyncio.all_tasks()]


async def nap():
    await asyncio.sleep(1)


async def eager(name, depth):
    asyncio.create_task(nap(), name=f"nap of {name}")
    print(name, sorted(names()) == sorted(set(names())), "is there:", name in names())
    if depth:
        asyncio.eager_task_factory(loop, eager(name + "+", depth - 1), name=name + "+")
    print(name, "last:", sorted(names()[-len(name):]))
    await asyncio.sleep(0.5)


async def main():
    global loop
    loop = asyncio.get_running_loop()
    task = asyncio.eager_task_factory(loop, eager("a", 2), name="a")
    print(len(names()))
    await task
    print(len(names()))


asyncio.run(main())

#> a True is there: True
#> a+ True is there: True
#> a++ True is there: True
#> a++ last: ['a', 'a+', 'a++']
#> a+ last: ['a', 'a+']
#> a last: ['a']
#> 7
#@ 0.5s
#> 4
#= ok
