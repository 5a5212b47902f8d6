# a task that awaits itself, and one that gathers itself and can then never be cancelled
import asyncio
async def me():
    t = asyncio.current_task()
    try:
        await t
    except RuntimeError as e:
        print(e)
    try:
        await asyncio.wait_for(t, 1)
    except RuntimeError as e:
        print('wait_for', e)
async def gathers():
    await asyncio.gather(asyncio.current_task(), asyncio.sleep(1))
async def main():
    print(await asyncio.create_task(me(), name='own'))
    t = asyncio.create_task(gathers())
    await asyncio.sleep(0)
    try:
        t.cancel()
    except RecursionError as e:
        print(e)
    await asyncio.sleep(2)
    print(t.done())
try:
    asyncio.run(main())
except RecursionError as e:
    print(e)

#> Task cannot await on itself: <Task pending name='own' coro=<me() running at gather_own_task.py:6> cb=[Task.task_wakeup()]>
#> wait_for await wasn't used with future
#> None
#> maximum recursion depth exceeded
#@ 2s
#> False
#> maximum recursion depth exceeded
#= ok
