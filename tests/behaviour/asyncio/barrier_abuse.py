# barriers broken, reset, aborted, with too few and with cancelled parties
import asyncio
def show(x):
    return repr(x).split(' at ')[0] + repr(x)[repr(x).find(' ['):-1]
async def party(b, n, results):
    try:
        i = await b.wait()
        results.append((n, i))
    except asyncio.BrokenBarrierError as e:
        results.append((n, 'broken', str(e)))
    except asyncio.CancelledError:
        results.append((n, 'cancelled'))
        raise
async def main():
    for bad in 0, -1:
        try:
            asyncio.Barrier(bad)
        except ValueError as e:
            print(e)
    r = []
    b = asyncio.Barrier(3)
    ts = [asyncio.create_task(party(b, n, r)) for n in range(2)]
    await asyncio.sleep(0)
    print(show(b), b.n_waiting, b.parties, b.broken)
    await b.abort()
    await asyncio.gather(*ts)
    print(r, show(b), b.broken)
    try:
        await b.wait()
    except asyncio.BrokenBarrierError as e:
        print('broken', e)
    await b.reset()
    print(show(b))
    r.clear()
    ts = [asyncio.create_task(party(b, n, r)) for n in range(2)]
    await asyncio.sleep(0)
    await b.reset()
    await asyncio.gather(*ts)
    print(r, show(b))
    r.clear()
    ts = [asyncio.create_task(party(b, n, r)) for n in range(4)]
    ts[0].cancel()
    print(await asyncio.gather(*ts, return_exceptions=True), r)
    ts = [asyncio.create_task(party(b, n, r)) for n in range(3)]
    await asyncio.sleep(0)
    ts[1].cancel()
    ts.append(asyncio.create_task(party(b, 9, r)))
    await asyncio.gather(*ts, return_exceptions=True)
    print(r)
    async with asyncio.Barrier(1) as i:
        print(i)
asyncio.run(main())

#> parties must be > 0
#> parties must be > 0
#> <asyncio.locks.Barrier object [filling, waiters:2/3] 2 3 False
#> [(0, 'broken', 'Abort or reset of barrier'), (1, 'broken', 'Abort or reset of barrier')] <asyncio.locks.Barrier object [broken] True
#> broken Barrier aborted
#> <asyncio.locks.Barrier object [filling, waiters:0/3]
#> [(0, 'broken', 'Abort or reset of barrier'), (1, 'broken', 'Abort or reset of barrier')] <asyncio.locks.Barrier object [filling, waiters:0/3]
#> [CancelledError(''), None, None, None] [(3, 2), (1, 0), (2, 1)]
#= deadlock
