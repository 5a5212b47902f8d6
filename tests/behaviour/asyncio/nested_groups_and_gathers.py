# groups in gathers in groups, failing in the middle
import asyncio
async def leaf(n, fail=False):
    try:
        await asyncio.sleep(n)
        if fail:
            raise ValueError(n)
        return n
    except asyncio.CancelledError:
        print('leaf', n, 'cancelled', asyncio.get_running_loop().time())
        raise
async def group(*ns, fail=None):
    async with asyncio.TaskGroup() as tg:
        ts = [tg.create_task(leaf(n, n == fail)) for n in ns]
    return [t.result() for t in ts]
async def main():
    print(await asyncio.gather(group(1, 2), group(3, 4), leaf(1)))
    print(await asyncio.gather(group(1, 2, 9, fail=2), group(3, 4), return_exceptions=True))
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(group(5, 6))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(group(1, 7, fail=1))
                inner.create_task(leaf(8))
    except* ValueError as g:
        print(repr(g))
    try:
        await asyncio.gather(group(1, 2, fail=1), leaf(3))
    except* ValueError as g:
        print(repr(g))
    await asyncio.sleep(5)
asyncio.run(main())

#@ 4s
#> [[1, 2], [3, 4], 1]
#@ 6s
#> leaf 9 cancelled 6.0
#@ 8s
#> [ExceptionGroup('unhandled errors in a TaskGroup', [ValueError(2)]), [3, 4]]
#@ 9s
#> leaf 7 cancelled 9.0
#> leaf 8 cancelled 9.0
#> leaf 5 cancelled 9.0
#> leaf 6 cancelled 9.0
#> ExceptionGroup('unhandled errors in a TaskGroup', [ExceptionGroup('unhandled errors in a TaskGroup', [ExceptionGroup('unhandled errors in a TaskGroup', [ValueError(1)])])])
#@ 10s
#> leaf 2 cancelled 10.0
#> ExceptionGroup('unhandled errors in a TaskGroup', [ValueError(1)])
#= ok
