# raising CancelledError ends a task as cancelled
import asyncio
async def f():
    raise asyncio.CancelledError('mine')
async def main():
    t = asyncio.create_task(f())
    try:
        await t
    except asyncio.CancelledError as e:
        print(e.args, t.cancelled(), t.cancelling())
    print(issubclass(asyncio.CancelledError, Exception), asyncio.CancelledError.__mro__[1].__name__)
asyncio.run(main())

#> ('mine',) True 0
#> False BaseException
#= ok
