# In debug mode futures, tasks and handles know the stack that made them, and handlers of exceptions are given it
import asyncio
import traceback


def own(stack):
    """The frames of this program: asyncio's are not shown everywhere."""
    return [(each.lineno, each.name, each.line) for each in stack if each.filename == __file__]


def show(loop, context):
    for key, value in context.items():
        if key == 'source_traceback':
            value = own(value)[-1:] if 'handle' in context else own(value)
        print(key, value if key in ('message', 'source_traceback') else type(value).__name__)


async def bug():
    raise RuntimeError('lost')


def boom():
    raise ValueError(1)


def deep(n):
    return deep(n - 1) if n else asyncio.create_task(bug())


def innermost(thing):
    return own(thing._source_traceback)[-1]


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(show)
    task = deep(3)
    print(type(task._source_traceback).__name__, task._source_traceback is task._source_traceback)
    print(own(task._source_traceback))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    future = loop.create_future()
    future.set_exception(KeyError(2))
    print(innermost(future))
    del future
    print(innermost([asyncio.Future() for _ in range(2)][1]))
    soon = loop.call_soon(boom)
    later = loop.call_later(0.1, boom)
    print(innermost(soon), innermost(later))
    soon.cancel()
    print(innermost(soon))
    await asyncio.sleep(1)
    loop.set_debug(False)
    print(asyncio.Future()._source_traceback, loop.call_soon(boom)._source_traceback)
    await asyncio.sleep(0)
    kid = asyncio.create_task(bug())
    print(kid._source_traceback)
    await asyncio.wait([kid])
    kid.exception()
    print([each.name for each in traceback.extract_stack() if each.filename == __file__])
    print(traceback.format_stack()[-1], end='')


asyncio.run(main(), debug=True)

#> StackSummary True
#> [(65, '<module>', 'asyncio.run(main(), debug=True)'), (37, 'main', 'task = deep(3)'), (27, 'deep', 'return deep(n - 1) if n else asyncio.create_task(bug())'), (27, 'deep', 'return deep(n - 1) if n else asyncio.create_task(bug())'), (27, 'deep', 'return deep(n - 1) if n else asyncio.create_task(bug())'), (27, 'deep', 'return deep(n - 1) if n else asyncio.create_task(bug())')]
#> message Task exception was never retrieved
#> exception RuntimeError
#> future Task
#> source_traceback [(65, '<module>', 'asyncio.run(main(), debug=True)'), (37, 'main', 'task = deep(3)'), (27, 'deep', 'return deep(n - 1) if n else asyncio.create_task(bug())'), (27, 'deep', 'return deep(n - 1) if n else asyncio.create_task(bug())'), (27, 'deep', 'return deep(n - 1) if n else asyncio.create_task(bug())'), (27, 'deep', 'return deep(n - 1) if n else asyncio.create_task(bug())')]
#> (43, 'main', 'future = loop.create_future()')
#> message Future exception was never retrieved
#> exception KeyError
#> future Future
#> source_traceback [(65, '<module>', 'asyncio.run(main(), debug=True)'), (43, 'main', 'future = loop.create_future()')]
#> (47, 'main', 'print(innermost([asyncio.Future() for _ in range(2)][1]))')
#> (48, 'main', 'soon = loop.call_soon(boom)') (49, 'main', 'later = loop.call_later(0.1, boom)')
#> (48, 'main', 'soon = loop.call_soon(boom)')
#@ 0.1s
#> message Exception in callback boom() at debug_source_traceback.py:22
#> exception ValueError
#> handle TimerHandle
#> source_traceback [(49, 'main', 'later = loop.call_later(0.1, boom)')]
#@ 1s
#> None None
#> message Exception in callback boom() at debug_source_traceback.py:22
#> exception ValueError
#> handle Handle
#> None
#> ['<module>', 'main']
#>   File "debug_source_traceback.py", line 62, in main
#>     print(traceback.format_stack()[-1], end='')
#= ok
