# names, results, exceptions and states
import asyncio
async def f(x):
    await asyncio.sleep(1)
    if x:
        raise ValueError(x)
    return 'r'
async def main():
    t = asyncio.create_task(f(0))
    u = asyncio.create_task(f('bad'), name='named')
    print(t.get_name(), u.get_name(), t.done(), t.cancelled(), t.cancelling())
    for method in (t.result, t.exception):
        try:
            method()
        except asyncio.InvalidStateError as e:
            print(repr(e))
    u.set_name('renamed')
    await asyncio.wait([t, u])
    print(t.result(), t.exception(), t.done(), u.get_name(), repr(u.exception()), u.cancelled())
    try:
        u.result()
    except ValueError as e:
        print('again', e)
    print(t.cancel(), t.get_coro().__name__, asyncio.current_task().get_name(), t.get_loop() is asyncio.get_running_loop())
    for method in (lambda: t.set_result(1), lambda: t.set_exception(ValueError())):
        try:
            method()
        except RuntimeError as e:
            print(e)
    print(isinstance(t, asyncio.Task), isinstance(t, asyncio.Future), asyncio.isfuture(t), asyncio.iscoroutine(t), asyncio.iscoroutinefunction(f))
asyncio.run(main())

#> Task-2 named False False 0
#> InvalidStateError('Result is not set.')
#> InvalidStateError('Exception is not set.')
#@ 1s
#> r None True renamed ValueError('bad') False
#> again bad
#> False f Task-1 True
#> Task does not support set_result operation
#> Task does not support set_exception operation
#> True True True False True
#= ok
