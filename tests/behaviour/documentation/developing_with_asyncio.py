# what the page "Developing with asyncio" teaches
import asyncio, logging, os, time
class Told(logging.Handler):
    def emit(self, record): print(record.levelname, record.getMessage().split(' <')[0].splitlines()[0])
logging.getLogger('asyncio').addHandler(Told())
logging.getLogger('asyncio').setLevel(logging.WARNING)
# Debug mode: by asyncio.run(), by loop.set_debug(), by the environment
async def mode(): return asyncio.get_running_loop().get_debug()
print(asyncio.run(mode()), asyncio.run(mode(), debug=True))
os.environ['PYTHONASYNCIODEBUG'] = '1'; print(asyncio.run(mode())); del os.environ['PYTHONASYNCIODEBUG']
# Callbacks that take longer than 100 ms are logged
async def slow():
    loop = asyncio.get_running_loop(); print(loop.slow_callback_duration)
    loop.call_soon(time.sleep, 0.2); await asyncio.sleep(0); await asyncio.sleep(0)
    loop.slow_callback_duration = 0.5; loop.call_soon(time.sleep, 0.2); await asyncio.sleep(0); await asyncio.sleep(0)
asyncio.run(slow(), debug=True)
# While a task is running in the event loop no other can run in the same thread; at an await it is suspended
async def worker(name):
    for i in range(2): print(name, i); await asyncio.sleep(0)
async def interleave(): await asyncio.gather(worker('a'), worker('b'))
asyncio.run(interleave())
# Detect never-awaited coroutines
async def test(): print('never scheduled')
async def main_without(): test()
async def main_with(): await test()
asyncio.run(main_without(), debug=True); asyncio.run(main_with())
# Detect never-retrieved exceptions
async def bug(): raise Exception('not consumed')
async def main(): asyncio.create_task(bug()); await asyncio.sleep(0); await asyncio.sleep(0)
def handler(loop, context): print(context['message'], '|', [(f.name, f.line) for f in context.get('source_traceback', ()) if f.filename == __file__][1:])
async def handled(): asyncio.get_running_loop().set_exception_handler(handler); await main()
asyncio.run(main()); asyncio.run(main(), debug=True); asyncio.run(handled()); asyncio.run(handled(), debug=True)

#> False True
#> True
#> 0.1
#@ 0.2s
#> WARNING Executing
#@ 0.4s
#> a 0
#> b 0
#> a 1
#> b 1
#> never scheduled
#> ERROR Task exception was never retrieved
#> ERROR Task exception was never retrieved
#> Task exception was never retrieved | []
#> Task exception was never retrieved | [('handled', 'async def handled(): asyncio.get_running_loop().set_exception_handler(handler); await main()'), ('main', 'async def main(): asyncio.create_task(bug()); await asyncio.sleep(0); await asyncio.sleep(0)')]
#= ok
