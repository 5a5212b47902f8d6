# tasks and futures say how they are
import asyncio
async def f():
    await asyncio.sleep(1)
    return 'r'
async def g():
    raise ValueError('v')
def done(t): pass
async def main():
    t = asyncio.create_task(f())
    print(t)
    await asyncio.sleep(0)
    print(t)
    u = asyncio.create_task(g(), name='u')
    c = asyncio.create_task(f())
    await asyncio.sleep(0)
    c.cancel()
    print(u)
    await asyncio.sleep(0)
    print(c)
    await t
    print(t)
    fut = asyncio.get_running_loop().create_future()
    print(fut)
    fut.add_done_callback(print)
    fut.set_result(3)
    print([fut])
    print(u.exception())
    x = asyncio.Future()
    x.cancel()
    print(x)
asyncio.run(main())

#> <Task pending name='Task-2' coro=<f() running at task_repr.py:3>>
#> <Task pending name='Task-2' coro=<f() running at task_repr.py:4> wait_for=<Future pending cb=[Task.task_wakeup()]>>
#> <Task finished name='u' coro=<g() done, defined at task_repr.py:6> exception=ValueError('v')>
#> <Task cancelled name='Task-3' coro=<f() done, defined at task_repr.py:3>>
#@ 1s
#> <Task finished name='Task-2' coro=<f() done, defined at task_repr.py:3> result='r'>
#> <Future pending>
#> [<Future finished result=3>]
#> v
#> <Future cancelled>
#> <Future finished result=3>
#= ok
