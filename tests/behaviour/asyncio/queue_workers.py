# workers share a queue until it is joined
import asyncio
async def worker(name, q):
    while True:
        item = await q.get()
        await asyncio.sleep(item)
        print(name, item)
        q.task_done()
async def main():
    q = asyncio.Queue()
    for d in (0.5, 0.2, 0.3, 0.1, 0.4):
        q.put_nowait(d)
    ws = [asyncio.create_task(worker(f'w{i}', q)) for i in range(2)]
    await q.join()
    for w in ws:
        w.cancel()
    print(await asyncio.gather(*ws, return_exceptions=True))
asyncio.run(main())

#@ 0.2s
#> w1 0.2
#@ 0.5s
#> w0 0.5
#> w1 0.3
#@ 0.6s
#> w0 0.1
#@ 0.9s
#> w1 0.4
#> [CancelledError(''), CancelledError('')]
#= ok
