# several runs in one loop
import asyncio
async def f(n):
    await asyncio.sleep(n)
    return asyncio.get_running_loop().time()
with asyncio.Runner() as runner:
    print(runner.run(f(1)))
    print(runner.run(f(1)))
    print(runner.get_loop().is_running())
try:
    runner.run(f(1))
except RuntimeError as e:
    print(e)

#@ 1s
#> 1.0
#@ 2s
#> 2.0
#> False
#> Runner is closed
#= ok
