# In debug mode slow callbacks and the closing of loops are logged, for who listens to the logger asyncio
import asyncio
import logging
import time


class Own(logging.Handler):
    def emit(self, record):
        message = record.getMessage()
        if ' created at ' in message:  # asyncio's own places are not shown everywhere
            message = message[:message.index(' created at ')] + ' ... ' + message[-18:]
        print(record.levelname, record.name, message)


def slow(seconds):
    time.sleep(seconds)


async def main(duration):
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = duration
    loop.call_soon(slow, 0.05)
    loop.call_soon(slow, 0.1)
    loop.call_later(0.5, slow, 0.2)
    await asyncio.sleep(1)


print('nobody listens')
asyncio.run(main(0.1), debug=True)
logger = logging.getLogger('asyncio')
logger.addHandler(Own())
print('warnings')
asyncio.run(main(0.1), debug=True)
print('no debug mode')
asyncio.run(main(0.1))
logger.setLevel(logging.DEBUG)
print('all')
asyncio.run(main(0.01), debug=True)
print('without debug mode')
loop = asyncio.new_event_loop()
loop.close()
loop = asyncio.new_event_loop()
loop.set_debug(True)
print('closing')
loop.close()
loop.close()

#> nobody listens
#@ 1s
#> warnings
#@ 1.7s
#> WARNING asyncio Executing <TimerHandle when=1.5 slow(0.2) at debug_mode_logs.py:15 ... took 0.200 seconds
#@ 2s
#> no debug mode
#@ 3s
#> all
#> DEBUG asyncio Using selector: EpollSelector
#@ 3.05s
#> WARNING asyncio Executing <Handle slow(0.05) at debug_mode_logs.py:15 ... took 0.050 seconds
#@ 3.15s
#> WARNING asyncio Executing <Handle slow(0.1) at debug_mode_logs.py:15 ... took 0.100 seconds
#@ 3.7s
#> WARNING asyncio Executing <TimerHandle when=3.5 slow(0.2) at debug_mode_logs.py:15 ... took 0.200 seconds
#@ 4s
#> DEBUG asyncio Close <_UnixSelectorEventLoop running=False closed=False debug=True>
#> without debug mode
#> DEBUG asyncio Using selector: EpollSelector
#> DEBUG asyncio Using selector: EpollSelector
#> closing
#> DEBUG asyncio Close <_UnixSelectorEventLoop running=False closed=False debug=True>
#= ok
