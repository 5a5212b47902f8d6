# what a task holds is let go when it ends
import asyncio
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
async def f(n):
    d = D(n)
    await asyncio.sleep(1)
    print('f ends', n)
async def main():
    t = asyncio.create_task(f(1))
    await t
    print('awaited')
    await f(2)
    u = asyncio.create_task(f(3))
    await asyncio.sleep(0.5)
    u.cancel()
    await asyncio.sleep(0.5)
    print('main ends')
asyncio.run(main())
print('end')

#@ 1s
#> f ends 1
#> del 1
#> awaited
#@ 2s
#> f ends 2
#> del 2
#@ 3s
#> main ends
#> del 3
#> end
#= ok
