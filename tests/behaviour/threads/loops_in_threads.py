import asyncio
import threading
import time


def work(n):
    time.sleep(n)
    return threading.current_thread().name


async def main(name, n):
    print(name, 'begins', asyncio.current_task().get_name() != '')
    await asyncio.sleep(n)
    print(name, await asyncio.to_thread(work, 0.1))
    return n


def run(name, n):
    try:
        asyncio.get_event_loop()
    except RuntimeError as e:
        print(e)
    print(name, 'result', asyncio.run(main(name, n)))


a = threading.Thread(target=run, args=('a', 0.3), name='A')
b = threading.Thread(target=run, args=('b', 0.15), name='B')
a.start()
time.sleep(0.06)
b.start()
time.sleep(0.06)
asyncio.run(main('main', 0.05))
a.join()
b.join()


async def outer():
    print(await asyncio.to_thread(lambda: asyncio.run(main('inner', 0.1))))


asyncio.run(outer())

#> There is no current event loop in thread 'A'.
#> a begins True
#@ 0.06s
#> There is no current event loop in thread 'B'.
#> b begins True
#@ 0.12s
#> main begins True
#@ 0.27s
#> main asyncio_0
#@ 0.31s
#> b asyncio_0
#> b result 0.15
#@ 0.4s
#> a asyncio_0
#> a result 0.3
#> inner begins True
#@ 0.6s
#> inner asyncio_0
#> 0.1
#= ok
