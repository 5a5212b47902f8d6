# Each task has its own copy of the context variables
import asyncio
import contextvars

user = contextvars.ContextVar('user', default='nobody')
depth = contextvars.ContextVar('depth')


def tell(where):
    print(where, user.get(), depth.get('none'))


async def child(name):
    tell(f'{name} begins')
    user.set(name)
    depth.set(len(name))
    await asyncio.sleep(1)
    tell(f'{name} slept')


async def late(name):
    tell(name)
    await asyncio.sleep(0)
    user.set('late')
    await asyncio.sleep(0)
    tell(name)
    return user.get()


class Here:
    def __init__(self, value):
        self.value = value

    async def __aenter__(self):
        self.token = user.set(self.value)

    async def __aexit__(self, *what):
        user.reset(self.token)


async def numbers():
    for i in range(3):
        user.set(f'generator {i}')
        yield i


async def main():
    tell('main')
    user.set('main')
    task = asyncio.create_task(late('task'))
    user.set('main again')
    await asyncio.gather(child('a'), child('bb'))
    tell('main')
    print(await task, task.get_context()[user])
    async with Here('inside'):
        tell('block')
        await child('in place')
    tell('after')
    async for i in numbers():
        tell(i)
    context = contextvars.copy_context()
    task = asyncio.create_task(late('shared'), context=context)
    await task
    print(context[user], task.get_context() is context, len(context), user in context, depth in context)
    async with asyncio.TaskGroup() as group:
        one = group.create_task(late('grouped'), context=context)
        two = group.create_task(late('also'))
    print(one.result(), one.get_context() is context, two.get_context() is context)
    loop = asyncio.get_running_loop()
    loop.call_soon(tell, 'soon')
    loop.call_soon(tell, 'soon elsewhere', context=context)
    loop.call_later(1, user.set, 'lost')
    loop.call_later(2, tell, 'later')
    loop.call_at(loop.time() + 2, tell, 'at', context=context)
    future = loop.create_future()
    future.add_done_callback(lambda f: tell('done'))
    future.add_done_callback(lambda f: tell('done elsewhere'), context=context)
    user.set('changed')
    future.set_result(1)
    await asyncio.sleep(3)
    tell('end')
    timeout = asyncio.timeout(1)
    try:
        async with timeout:
            user.set('in timeout')
            await asyncio.sleep(5)
    except TimeoutError:
        tell('timeout')
    handle = loop.call_soon(print, 'x')
    print(handle.get_context()[user])
    def enters():
        context.run(tell, 'entered')
        try:
            context.run(context.run, tell, 'twice')
        except RuntimeError as e:
            print(str(e).split('<')[0], str(e).split('>')[1])
    enters()


user.set('module')
asyncio.run(main())
tell('module')
with asyncio.Runner() as runner:
    async def put(value):
        tell('runner')
        user.set(value)
    runner.run(put(1))
    runner.run(put(2))
    runner.run(put(3), context=contextvars.Context())
    runner.run(put(4))
    print(type(runner.get_loop()).__name__ != '')
tell('module')

#> main module none
#> task main none
#> a begins main again none
#> bb begins main again none
#> task late none
#@ 1s
#> a slept a 1
#> bb slept bb 2
#> main main again none
#> late late
#> block inside none
#> in place begins inside none
#@ 2s
#> in place slept in place 8
#> after main again 8
#> 0 generator 0 8
#> 1 generator 1 8
#> 2 generator 2 8
#> shared generator 2 8
#> shared late 8
#> late True 2 True True
#> grouped late 8
#> also generator 2 8
#> grouped late 8
#> also late 8
#> late True False
#> soon generator 2 8
#> soon elsewhere late 8
#> done generator 2 8
#> done elsewhere late 8
#@ 4s
#> later generator 2 8
#> at late 8
#@ 5s
#> end changed 8
#@ 6s
#> timeout in timeout 8
#> in timeout
#> entered late 8
#> cannot enter context:   is already entered
#> x
#> module module none
#> runner module none
#> runner 1 none
#> runner nobody none
#> runner 2 none
#> True
#> module module none
#= ok
