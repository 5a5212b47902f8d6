# a Runner used twice, after closing, inside itself, with odd arguments
import asyncio
async def f(n):
    await asyncio.sleep(n)
    return n, asyncio.get_running_loop().time()
runner = asyncio.Runner()
print(runner.run(f(1)))
print(runner.run(f(2)))
for bad in 1, None:
    try:
        runner.run(bad)
    except ValueError as e:
        print(e)
async def nested():
    c = f(1)
    try:
        runner.run(c)
    except RuntimeError as e:
        print(e)
    c.close()
    runner.close()
try:
    runner.run(nested())
except RuntimeError as e:
    print('closing', e)
runner.close()
runner.close()
c = f(1)
try:
    runner.run(c)
except RuntimeError as e:
    print(e)
try:
    runner.get_loop()
except RuntimeError as e:
    print(e)
try:
    with runner:
        pass
except RuntimeError as e:
    print(e)
c.close()
with asyncio.Runner() as r:
    loop = r.get_loop()
    print(loop.is_running(), loop.is_closed())
    t = loop.create_task(f(5))
    print(r.run(f(1)))
    print(t.done())
print(t.cancelled(), loop.is_closed())

#@ 1s
#> (1, 1.0)
#@ 3s
#> (2, 3.0)
#> a coroutine was expected, got 1
#> a coroutine was expected, got None
#> Runner.run() cannot be called from a running event loop
#> closing Cannot close a running event loop
#> Runner is closed
#> Runner is closed
#> Runner is closed
#> False False
#@ 4s
#> (1, 4.0)
#> False
#> True True
#= ok
