# a result and a timeout in one instant, in both orders
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    for first in 'result', 'timeout':
        f = loop.create_future()
        if first == 'result':
            loop.call_later(1, lambda: f.done() or f.set_result('r'))
        w = asyncio.create_task(asyncio.wait_for(f, 1))
        await asyncio.sleep(0)
        if first == 'timeout':
            loop.call_later(1, lambda: f.done() or f.set_result('r'))
        try:
            print(first, await w)
        except TimeoutError:
            print(first, 'timed out', f.cancelled())
    f = loop.create_future()
    w = asyncio.create_task(asyncio.wait_for(f, 5))
    await asyncio.sleep(0)
    f.set_result('too late')
    w.cancel()
    try:
        print(await w)
    except asyncio.CancelledError:
        print('lost')
    s = asyncio.create_task(asyncio.sleep(1, 'slept'))
    print(await asyncio.gather(asyncio.shield(s), asyncio.wait_for(asyncio.shield(s), 1), return_exceptions=True))
    async def child():
        try:
            await asyncio.sleep(1)
        finally:
            await asyncio.sleep(1)
            print('cleaned', loop.time())
    try:
        await asyncio.wait_for(child(), 0.5)
    except TimeoutError:
        print('waited for the cleaning', loop.time())
    w = asyncio.create_task(asyncio.wait_for(child(), 0.5))
    await asyncio.sleep(0.7)
    w.cancel('impatient')
    print(await asyncio.gather(w, return_exceptions=True), loop.time())
asyncio.run(main())

#@ 1s
#> result timed out False
#@ 2s
#> timeout timed out True
#> lost
#@ 3s
#> ['slept', TimeoutError()]
#@ 4.5s
#> cleaned 4.5
#> waited for the cleaning 4.5
#@ 5.2s
#> [CancelledError('')] 5.2
#= ok
