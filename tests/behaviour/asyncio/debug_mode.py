# What a loop in debug mode refuses, and what it does not
import asyncio
import time


async def work():
    await asyncio.sleep(1)


def late():
    time.sleep(0.2)


def attempt(call, *arguments):
    try:
        call(*arguments)
        print('no error')
    except Exception as error:
        print(type(error).__name__, error)


def attempt_all(loop):
    coroutine = work()
    attempt(loop.call_soon, work)
    attempt(loop.call_soon, coroutine)
    attempt(loop.call_soon_threadsafe, 3)
    attempt(loop.call_soon, None)
    coroutine.close()


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    attempt_all(loop)
    loop.slow_callback_duration = 0.5
    print(loop.slow_callback_duration)
    loop.call_soon(late)
    await asyncio.sleep(1)
    loop.set_debug(False)
    print(loop.get_debug())


asyncio.run(main(), debug=True)
with asyncio.Runner(debug=True) as runner:
    print(runner.get_loop().get_debug())
    runner.run(work())
loop = asyncio.new_event_loop()
print(loop.get_debug())
loop.set_debug(True)
loop.run_until_complete(work())
loop.close()
attempt(loop.call_soon, 3)

#> True 0.1
#> TypeError coroutines cannot be used with call_soon()
#> TypeError coroutines cannot be used with call_soon()
#> TypeError a callable object was expected by call_soon_threadsafe(), got 3
#> TypeError a callable object was expected by call_soon(), got None
#> 0.5
#@ 1s
#> False
#> True
#@ 2s
#> False
#@ 3s
#> RuntimeError Event loop is closed
#= ok
