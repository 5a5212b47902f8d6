# In debug mode the default exception handler logs where the task, future or handle was made
import asyncio
import logging
import sys


class Own(logging.Handler):
    """Prints what is logged, without the frames of asyncio's own files and the outermost."""

    def emit(self, record):
        lines = record.getMessage().splitlines()
        shown, skip = [], False
        for line in lines:
            if line.startswith('  File '):
                skip = not line.startswith(f'  File "{__file__}"') or '<module>' in line
            elif not line.startswith('    '):
                skip = False
            if not skip:
                shown.append(line)
        for line in shown:
            if not line.startswith(('future: ', 'handle: ', 'task: ')):
                print(line)
        print('with', record.exc_info and repr(record.exc_info[1]))


logging.getLogger('asyncio').addHandler(Own())
logging.getLogger('asyncio').setLevel(logging.WARNING)


async def bug():
    raise RuntimeError('not consumed')


def boom():
    raise ValueError('boom')


def recur(n, loop):
    return recur(n - 1, loop) if n else loop.create_future()


async def main():
    loop = asyncio.get_running_loop()
    asyncio.create_task(bug())
    await asyncio.sleep(0.5)
    loop.call_soon(boom)
    await asyncio.sleep(0.5)
    future = recur(6, loop)
    future.set_exception(OSError('deep'))
    del future
    loop.set_debug(False)
    asyncio.create_task(bug())
    await asyncio.sleep(0.5)


asyncio.run(main(), debug=True)

#> Task exception was never retrieved
#> source_traceback: Object created at (most recent call last):
#>   File "debug_default_handler_logs.py", line 44, in main
#>     asyncio.create_task(bug())
#> with RuntimeError('not consumed')
#@ 0.5s
#> Exception in callback boom() at debug_default_handler_logs.py:34
#> source_traceback: Object created at (most recent call last):
#>   File "debug_default_handler_logs.py", line 46, in main
#>     loop.call_soon(boom)
#> with ValueError('boom')
#@ 1s
#> Future exception was never retrieved
#> source_traceback: Object created at (most recent call last):
#>   File "debug_default_handler_logs.py", line 48, in main
#>     future = recur(6, loop)
#>   File "debug_default_handler_logs.py", line 39, in recur
#>     return recur(n - 1, loop) if n else loop.create_future()
#>   File "debug_default_handler_logs.py", line 39, in recur
#>     return recur(n - 1, loop) if n else loop.create_future()
#>   File "debug_default_handler_logs.py", line 39, in recur
#>     return recur(n - 1, loop) if n else loop.create_future()
#>   [Previous line repeated 4 more times]
#> with OSError('deep')
#> Task exception was never retrieved
#> with RuntimeError('not consumed')
#= ok
