# waiters of a semaphore cancelled in every state
import asyncio
def show(x):
    return repr(x).split(' at ')[0] + repr(x)[repr(x).find(' ['):-1]
async def main():
    s = asyncio.Semaphore(2)
    log = []
    async def w(n):
        try:
            async with s:
                log.append(f'+{n}')
                await asyncio.sleep(1)
                log.append(f'-{n}')
        except asyncio.CancelledError:
            log.append(f'x{n}')
            raise
    ts = [asyncio.create_task(w(i)) for i in range(8)]
    await asyncio.sleep(0.5)
    ts[0].cancel()
    ts[3].cancel()
    await asyncio.sleep(0)
    ts[2].cancel()
    await asyncio.sleep(0)
    print(log, show(s))
    await asyncio.sleep(0.5)
    ts[4].cancel()
    ts[5].cancel()
    print(await asyncio.wait(ts, timeout=0) and len(log), s.locked())
    await asyncio.gather(*ts, return_exceptions=True)
    print(log, show(s))
    await s.acquire(); await s.acquire()
    a = asyncio.create_task(s.acquire())
    await asyncio.sleep(0)
    s.release()
    a.cancel()
    print(show(s), s.locked())
    try:
        await a
    except asyncio.CancelledError:
        print(show(s), s.locked())
    try:
        await asyncio.wait_for(s.acquire(), 0)
        print('got it')
    except TimeoutError:
        print('no')
asyncio.run(main())

#@ 0.5s
#> ['+0', '+1', 'x0', 'x3', 'x2'] <asyncio.locks.Semaphore object [locked, waiters:4]
#@ 1s
#> 11 True
#@ 2s
#> ['+0', '+1', 'x0', 'x3', 'x2', '+4', '-1', 'x5', 'x4', '+6', '+7', '-6', '-7'] <asyncio.locks.Semaphore object [unlocked, value:2]
#> <asyncio.locks.Semaphore object [locked, waiters:1] True
#> <asyncio.locks.Semaphore object [unlocked, value:1] False
#> no
#= ok
