# tasks of odd things, odd names, in no loop, in a closing loop
import asyncio
async def f():
    return asyncio.current_task().get_name()
async def g():
    yield 1
def gen():
    yield
async def main():
    for bad in 1, None, f, g(), gen(), asyncio.Future(), 'x':
        try:
            asyncio.create_task(bad)
        except TypeError as e:
            print(str(e).split(' at 0x')[0].split('<Future')[0])
    for name in 1, '', None, [2], f'{3}':
        print(repr(await asyncio.create_task(f(), name=name)))
    t = asyncio.create_task(f())
    t.set_name(('a', 1))
    print(await t, t.get_name())
    print(asyncio.ensure_future(t) is t)
    class W:
        def __await__(self):
            yield
            return 'w'
    print(await asyncio.ensure_future(W()), await asyncio.gather(W(), W()))
    for bad in 1, None, f:
        try:
            asyncio.ensure_future(bad)
        except TypeError as e:
            print(e)
    a = g()
    print(await anext(a, 'd'), await anext(a, 'd'))
    c = f()
    t = asyncio.Task(c, name='direct')
    print(t.get_coro() is c, await t, t.get_coro() is c)
    print(asyncio.current_task(asyncio.get_running_loop()) is asyncio.current_task(), len(asyncio.all_tasks()))
asyncio.run(main())
c = f()
for use in lambda: asyncio.create_task(c), lambda: asyncio.current_task(), lambda: asyncio.all_tasks(), lambda: asyncio.get_running_loop(), lambda: asyncio.timeout(1):
    try:
        print(use())
    except RuntimeError as e:
        print(e)
c.close()

#> a coroutine was expected, got 1
#> a coroutine was expected, got None
#> a coroutine was expected, got <function f
#> a coroutine was expected, got <async_generator object g
#> a coroutine was expected, got <generator object gen
#> a coroutine was expected, got 
#> a coroutine was expected, got 'x'
#> '1'
#> ''
#> 'Task-2'
#> '[2]'
#> '3'
#> ('a', 1) ('a', 1)
#> True
#> w ['w', 'w']
#> An asyncio.Future, a coroutine or an awaitable is required
#> An asyncio.Future, a coroutine or an awaitable is required
#> An asyncio.Future, a coroutine or an awaitable is required
#> 1 d
#> True direct True
#> True 1
#> no running event loop
#> no running event loop
#> no running event loop
#> no running event loop
#> no running event loop
#= ok
