# What the loop's exception handler is told, and when
import asyncio


def tell(loop, context):
    told = {}
    for key, value in context.items():
        told[key] = type(value).__name__ if key != 'message' else value
    print(told)
    if 'exception' in context:
        print('   ', repr(context['exception']))


async def fails(error):
    raise error


def bad(*arguments):
    raise KeyError(*arguments)


class Odd:
    def __call__(self):
        raise ValueError('odd')

    def __repr__(self):
        return 'Odd()'


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(tell)
    print(loop.get_exception_handler() is tell)
    task = asyncio.create_task(fails(ValueError('lost')), name='lost')
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    loop.call_soon(bad, 1)
    loop.call_later(1, bad, 'later', 2)
    loop.call_soon(Odd())
    future = loop.create_future()
    future.add_done_callback(bad)
    future.set_result(3)
    await asyncio.sleep(2)
    future = loop.create_future()
    future.set_exception(RuntimeError('nobody asks'))
    del future
    loop.call_exception_handler({'message': 'by hand', 'mine': 1})
    loop.call_exception_handler({'message': 'by hand', 'exception': OSError(2, 'no')})

    def fails_too(loop, context):
        print('fails too', context['message'])
        raise TypeError('in the handler')

    loop.set_exception_handler(fails_too)
    loop.call_soon(bad)
    await asyncio.sleep(0)
    print('goes on')

    def ends(loop, context):
        raise SystemExit(0)

    loop.set_exception_handler(None)
    print(loop.get_exception_handler())
    for odd in (3, 'x'):
        try:
            loop.set_exception_handler(odd)
        except TypeError as error:
            print(error)
    loop.set_exception_handler(tell)
    shielded = asyncio.shield(asyncio.create_task(fails(ValueError('inside'))))
    try:
        await shielded
    except ValueError as error:
        print(error)

    async def generator():
        try:
            yield 1
        finally:
            raise ValueError('while closing')

    left = generator()
    print(await anext(left))
    loop.set_exception_handler(lambda loop, context: print(context['message'].split(' <')[0], list(context)))
    await loop.shutdown_asyncgens()
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(1))
    loop.default_exception_handler({'message': 'to the log'})
    late = asyncio.create_task(asyncio.sleep(5))
    late.add_done_callback(bad)


asyncio.run(main())

#> None
#> True
#> {'message': 'Task exception was never retrieved', 'exception': 'ValueError', 'future': 'Task'}
#>     ValueError('lost')
#> {'message': 'Exception in callback bad() at exception_handlers.py:18', 'exception': 'KeyError', 'handle': 'Handle'}
#>     KeyError(1)
#> {'message': 'Exception in callback Odd()()', 'exception': 'ValueError', 'handle': 'Handle'}
#>     ValueError('odd')
#> {'message': 'Exception in callback bad() at exception_handlers.py:18', 'exception': 'KeyError', 'handle': 'Handle'}
#>     KeyError(<Future finished result=3>)
#@ 1s
#> {'message': 'Exception in callback bad() at exception_handlers.py:18', 'exception': 'KeyError', 'handle': 'TimerHandle'}
#>     KeyError('later', 2)
#@ 2s
#> {'message': 'Future exception was never retrieved', 'exception': 'RuntimeError', 'future': 'Future'}
#>     RuntimeError('nobody asks')
#> {'message': 'by hand', 'mine': 'int'}
#> {'message': 'by hand', 'exception': 'FileNotFoundError'}
#>     FileNotFoundError(2, 'no')
#> fails too Exception in callback bad() at exception_handlers.py:18
#> goes on
#> None
#> A callable object or None is expected, got 3
#> A callable object or None is expected, got 'x'
#> inside
#> 1
#> an error occurred during closing of asynchronous generator ['message', 'exception', 'asyncgen']
#@ 3s
#> Exception in callback bad() at exception_handlers.py:18 ['message', 'exception', 'handle']
#= ok
