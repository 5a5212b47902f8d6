# a TaskGroup entered twice, used before and after, created from outside, left by hand
import asyncio
async def f(n=0):
    await asyncio.sleep(n)
    return n
async def main():
    tg = asyncio.TaskGroup()
    c = f()
    try:
        tg.create_task(c)
    except RuntimeError as e:
        print(e)
    async with tg:
        print(tg)
        try:
            async with tg:
                print('never')
        except RuntimeError as e:
            print(e)
        t = tg.create_task(f(1), name='one')
        print(tg)
    print(t.result(), tg)
    try:
        tg.create_task(f())
    except RuntimeError as e:
        print(e)
    try:
        async with tg:
            pass
    except RuntimeError as e:
        print(e)
    try:
        await asyncio.TaskGroup().__aexit__(None, None, None)
    except BaseException as e:
        print(repr(e))
    async with asyncio.TaskGroup() as tg:
        async def late():
            await asyncio.sleep(1)
            tg.create_task(f(2), name='late')
        tg.create_task(late())
        for bad in None, 3:
            try:
                tg.create_task(bad)
            except TypeError as e:
                print(e)
    print(asyncio.get_running_loop().time())
    async def other(tg):
        try:
            async with tg:
                tg.create_task(f(1))
        except BaseException as e:
            print(repr(e))
    await asyncio.create_task(other(asyncio.TaskGroup()))
asyncio.run(main())

#> TaskGroup <TaskGroup> has not been entered
#> <TaskGroup entered>
#> TaskGroup <TaskGroup entered> has already been entered
#> <TaskGroup tasks=1 entered>
#@ 1s
#> 1 <TaskGroup entered>
#> TaskGroup <TaskGroup entered> is finished
#> TaskGroup <TaskGroup entered> has already been entered
#> a coroutine was expected, got None
#> a coroutine was expected, got 3
#@ 4s
#> 4.0
#= ok
