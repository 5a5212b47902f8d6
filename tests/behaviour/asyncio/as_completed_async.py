# results as they come, with an async for
import asyncio
async def f(n):
    await asyncio.sleep(n / 10)
    return n
async def main():
    ts = {asyncio.create_task(f(n)): f'job {n}' for n in (3, 1, 2)}
    async for t in asyncio.as_completed(ts):
        print(ts[t], t.result(), await t)
    try:
        async for t in asyncio.as_completed([f(5), f(1)], timeout=0.3):
            print(await t)
    except TimeoutError as e:
        print(repr(e))
asyncio.run(main())

#@ 0.1s
#> job 1 1 1
#@ 0.2s
#> job 2 2 2
#@ 0.3s
#> job 3 3 3
#@ 0.4s
#> 1
#@ 0.6s
#> TimeoutError()
#= ok
