# what asyncio itself logs: the selector at DEBUG, slow callbacks and closing in debug mode
import asyncio, logging, sys, time

logging.basicConfig(level=logging.DEBUG, stream=sys.stdout,
                    format='%(levelname)s %(name)s %(filename)s %(module)s %(funcName)s: %(message)s')

class Short(logging.Filter):
    def filter(self, record):
        if record.msg == 'Executing %s took %.3f seconds':
            print(record.levelname, record.funcName, record.args[0].split(' running')[0],
                  record.args[1])
            return False
        return True

logging.getLogger('asyncio').addFilter(Short())

async def slow():
    time.sleep(0.25)
    await asyncio.sleep(0.1)
    time.sleep(0.05)

asyncio.run(slow())
asyncio.run(slow(), debug=True)
loop = asyncio.new_event_loop()
loop.call_exception_handler({'message': 'words alone'})
loop.set_debug(True)
loop.close()
loop.close()
logging.getLogger('asyncio').setLevel(logging.ERROR)
asyncio.run(slow(), debug=True)
logging.info('quiet')

class Loud(logging.Handler):
    def emit(self, record):
        raise SystemExit(record.getMessage())

logging.getLogger('asyncio').setLevel(logging.DEBUG)
logging.getLogger('asyncio').addHandler(Loud())
try:
    asyncio.new_event_loop()
except SystemExit as error:
    print('left:', error)

#> DEBUG asyncio selector_events.py selector_events __init__: Using selector: EpollSelector
#@ 0.4s
#> DEBUG asyncio selector_events.py selector_events __init__: Using selector: EpollSelector
#@ 0.65s
#> WARNING _run_once <Task pending name='Task-4' coro=<slow() 0.25
#@ 0.8s
#> DEBUG asyncio base_events.py base_events close: Close <_UnixSelectorEventLoop running=False closed=False debug=True>
#> DEBUG asyncio selector_events.py selector_events __init__: Using selector: EpollSelector
#> ERROR asyncio base_events.py base_events default_exception_handler: words alone
#> DEBUG asyncio base_events.py base_events close: Close <_UnixSelectorEventLoop running=False closed=False debug=True>
#@ 1.2s
#> INFO root logs_of_asyncio.py logs_of_asyncio <module>: quiet
#> left: Using selector: EpollSelector
#= ok
