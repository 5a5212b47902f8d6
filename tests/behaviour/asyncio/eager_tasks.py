# Eager tasks run to their first suspension where they are made
import asyncio
import contextvars

where = contextvars.ContextVar('where', default='outside')


async def quick(n):
    print('quick', n, asyncio.current_task().get_name(), where.get())
    where.set('quick')
    return n * n


async def slow(n):
    print('slow begins', n, asyncio.current_task() in asyncio.all_tasks())
    where.set('slow')
    await asyncio.sleep(n)
    print('slow ends', n, where.get())
    return n


async def fails():
    raise ValueError('at once')


async def cancels_itself():
    asyncio.current_task().cancel()
    await asyncio.sleep(1)


async def nested():
    task = asyncio.create_task(quick(7))
    print('inside', task.done(), asyncio.current_task().get_coro().__name__)
    return await task


def tell(task):
    print('done', task.get_name(), task.done())


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(asyncio.eager_task_factory)
    print(loop.get_task_factory() is asyncio.eager_task_factory, asyncio.eager_task_factory.__qualname__)
    me = asyncio.current_task()
    one = asyncio.create_task(quick(3), name='one')
    print(one.done(), one.result(), one.get_coro(), asyncio.current_task() is me, where.get())
    print(one)
    one.add_done_callback(tell)
    two = asyncio.create_task(slow(1))
    print(two.done(), two in asyncio.all_tasks(), two.get_name())
    three = asyncio.create_task(fails())
    print(three.done(), type(three.exception()).__name__)
    four = asyncio.create_task(cancels_itself())
    print(four.done(), four.cancelled())
    print(await asyncio.gather(quick(4), slow(2), nested(), two))
    try:
        await four
    except asyncio.CancelledError:
        print('cancelled', four.get_coro() is not None)
    async with asyncio.TaskGroup() as group:
        a = group.create_task(quick(5))
        b = group.create_task(slow(0))
        print(a.done(), b.done())
    context = contextvars.Context()
    five = asyncio.create_task(quick(6), context=context)
    print(context[where], where.get())
    print(await asyncio.wait_for(quick(8), 1))
    loop.set_task_factory(None)
    plain = asyncio.create_task(quick(9))
    print(plain.done(), await plain)
    seven = asyncio.Task(quick(11), eager_start=False)
    print(seven.done(), await seven)

    class Mine(asyncio.Task):
        pass

    loop.set_task_factory(asyncio.create_eager_task_factory(Mine))
    mine = asyncio.create_task(quick(12))
    print(type(mine).__name__, mine.done())
    loop.set_task_factory(lambda loop, coro, **more: asyncio.Task(coro, loop=loop, **more))
    made = asyncio.create_task(quick(13), name='made', context=context)
    print(made.get_name(), made.get_context() is context, await made)
    try:
        loop.set_task_factory(3)
    except TypeError as e:
        print(e)
    group = asyncio.TaskGroup()
    loop.set_task_factory(asyncio.eager_task_factory)
    try:
        async with group:
            group.create_task(slow(3))
            group.create_task(fails())
            print('goes on')
            await asyncio.sleep(1)
            print('never')
    except* ValueError as e:
        print(e.exceptions)


asyncio.run(main())

#> None
#> True create_eager_task_factory.<locals>.factory
#> quick 3 Task-2 outside
#> True 9 None True outside
#> <Task finished name='one' result=9>
#> slow begins 1 True
#> False True None
#> True ValueError
#> False False
#> quick 4 Task-6 outside
#> slow begins 2 True
#> quick 7 Task-9 outside
#> inside True nested
#> done one True
#@ 1s
#> slow ends 1 slow
#@ 2s
#> slow ends 2 slow
#> [16, 2, 49, 1]
#> cancelled True
#> quick 5 Task-10 outside
#> slow begins 0 True
#> True False
#> slow ends 0 slow
#> quick 6 Task-12 outside
#> quick outside
#> quick 8 Task-1 outside
#> 64
#> quick 9 Task-13 quick
#> False 81
#> quick 11 Task-14 quick
#> False 121
#> quick 12 Task-15 quick
#> Mine True
#> quick 13 made quick
#> made True 169
#> task factory must be a callable or None
#> slow begins 3 True
#> goes on
#> (ValueError('at once'),)
#= ok
