import asyncio
import threading
import time


def work(n, word='-'):
    time.sleep(n)
    print('worked', n, word, threading.current_thread().name)
    return n * 2


def boom():
    raise ValueError('in a thread')


async def tick():
    for i in range(4):
        await asyncio.sleep(0.1)
        print('tick', i)


async def main():
    ticking = asyncio.create_task(tick())
    print(await asyncio.to_thread(work, 0.25, word='x'))
    print(await asyncio.gather(*(asyncio.to_thread(work, n) for n in (0.3, 0.1, 0.2))))
    try:
        await asyncio.to_thread(boom)
    except ValueError as e:
        print(repr(e))
    await ticking
    loop = asyncio.get_running_loop()
    f = loop.run_in_executor(None, work, 0.1)
    shown = repr(f)
    print(type(f), shown[:shown.index(' at ')], shown[shown.rindex('futures.py'):])
    print(await f, f)
    try:
        async with asyncio.timeout(0.1):
            await asyncio.to_thread(work, 0.3, 'late')
    except TimeoutError as e:
        print('timeout', repr(e))
    print('main over')


asyncio.run(main())
print('done')

#@ 0.1s
#> tick 0
#@ 0.2s
#> tick 1
#@ 0.25s
#> worked 0.25 x asyncio_0
#> 0.5
#@ 0.3s
#> tick 2
#@ 0.35s
#> worked 0.1 - asyncio_1
#@ 0.4s
#> tick 3
#@ 0.45s
#> worked 0.2 - asyncio_2
#@ 0.55s
#> worked 0.3 - asyncio_0
#> [0.6, 0.2, 0.4]
#> ValueError('in a thread')
#> <class '_asyncio.Future'> <Future pending cb=[_chain_future.<locals>._call_check_cancel() futures.py:386]>
#@ 0.65s
#> worked 0.1 - asyncio_2
#> 0.2 <Future finished result=0.2>
#@ 0.75s
#> timeout TimeoutError()
#> main over
#@ 0.95s
#> worked 0.3 late asyncio_0
#> done
#= ok
