# cancelling throws CancelledError in at the await
import asyncio
async def f():
    try:
        print('start')
        await asyncio.sleep(10)
        print('never')
    except asyncio.CancelledError as e:
        print('cancelled', e.args)
        raise
    finally:
        print('finally')
async def main():
    t = asyncio.create_task(f())
    await asyncio.sleep(1)
    print(t.cancel('why'), t.cancelling(), t.cancelled(), t.done())
    try:
        await t
    except asyncio.CancelledError as e:
        print('main saw', e.args, t.cancelled(), t.done())
    print(t.cancel(), t.cancelling())
    for method in (t.result, t.exception):
        try:
            method()
        except asyncio.CancelledError as e:
            print('method', e.args)
asyncio.run(main())

#> start
#@ 1s
#> True 1 False False
#> cancelled ('why',)
#> finally
#> main saw ('why',) True True
#> False 1
#> method ()
#> method ()
#= ok
