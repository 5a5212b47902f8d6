# the default exception handler's text goes to who listens to the logger "asyncio"
import asyncio, logging, io
out = io.StringIO()
logging.getLogger('asyncio').addHandler(logging.StreamHandler(out))
async def bad():
    raise ValueError('lost')
class Failing(logging.Handler):
    def emit(self, record):
        raise RuntimeError('no log')
async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(bad())
    await asyncio.sleep(0)
    loop.default_exception_handler({'message': 'hello', 'exception': KeyError('k'), 'task': 3, 'x': [1]})
    loop.call_exception_handler({'message': 'only words'})
    loop.call_exception_handler({'more': 1})
    def failing():
        raise OSError('in callback')
    loop.call_soon(failing)
    await asyncio.sleep(0.1)
    del task
    await asyncio.sleep(0)
asyncio.run(main())
for line in out.getvalue().splitlines(): # CPython has lines of asyncio's own, and of no source
    if not line.startswith('  '): print(line)
logging.getLogger('asyncio').addHandler(Failing())
loop = asyncio.new_event_loop()
loop.set_exception_handler(lambda loop, context: print('own', context['message']))
loop.call_exception_handler({'message': 'for the own one'})
loop.close()

#@ 0.1s
#> hello
#> task: 3
#> x: [1]
#> KeyError: 'k'
#> only words
#> Unhandled exception in event loop
#> more: 1
#> Exception in callback main.<locals>.failing() at default_handler_logs.py:17
#> handle: <Handle main.<locals>.failing() at default_handler_logs.py:17>
#> Traceback (most recent call last):
#> OSError: in callback
#> Task exception was never retrieved
#> future: <Task finished name='Task-2' coro=<bad() done, defined at default_handler_logs.py:5> exception=ValueError('lost')>
#> Traceback (most recent call last):
#> ValueError: lost
#> own for the own one
#= ok
