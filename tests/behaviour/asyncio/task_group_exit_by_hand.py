# __aexit__() of a task group called by hand, with errors and more than once
import asyncio
async def main():
    tg = asyncio.TaskGroup()
    for i in range(2):
        try:
            await tg.__aexit__(ValueError, ValueError(1), None)
        except BaseException as e: print(type(e).__name__, e)
    tg = asyncio.TaskGroup()
    await tg.__aenter__()
    for i in range(3):
        try:
            await tg.__aexit__(ValueError, ValueError(1), None)
        except BaseException as e: print(type(e).__name__, e)
    print(await tg.__aexit__(None, None, None))
asyncio.run(main())

#> AttributeError 'NoneType' object has no attribute 'cancelling'
#> AttributeError 'NoneType' object has no attribute 'cancelling'
#> ExceptionGroup unhandled errors in a TaskGroup (1 sub-exception)
#> AttributeError 'NoneType' object has no attribute 'append'
#> AttributeError 'NoneType' object has no attribute 'append'
#> None
#= ok
