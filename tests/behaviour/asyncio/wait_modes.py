# wait for all, the first, the first error, or a time
import asyncio
async def f(n, bad=False):
    await asyncio.sleep(n)
    if bad:
        raise ValueError(n)
    return n
def names(s): return [t.get_name() for t in s]
async def main():
    def make():
        return [asyncio.create_task(f(n / 10, n == 2), name=f'{n}') for n in (3, 1, 2)]
    for mode in (asyncio.ALL_COMPLETED, asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION):
        ts = make()
        done, pending = await asyncio.wait(ts, return_when=mode)
        print(mode, names(done), names(pending), asyncio.get_running_loop().time())
        await asyncio.gather(*ts, return_exceptions=True)
    ts = make()
    done, pending = await asyncio.wait(ts, timeout=0.15)
    print(names(done), names(pending), type(done).__name__)
    done, pending = await asyncio.wait(pending, timeout=0)
    print(names(done), names(pending))
    done, pending = await asyncio.wait(ts)
    print(names(done), len(pending))
asyncio.run(main())

#@ 0.3s
#> ALL_COMPLETED ['3', '1', '2'] [] 0.3
#@ 0.4s
#> FIRST_COMPLETED ['1'] ['3', '2'] 0.4
#@ 0.8s
#> FIRST_EXCEPTION ['1', '2'] ['3'] 0.8
#@ 1.05s
#> ['1'] ['3', '2'] set
#> [] ['3', '2']
#@ 1.2s
#> ['3', '1', '2'] 0
#= ok
