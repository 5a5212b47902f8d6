# the error names the type
import asyncio
async def main():
    for thing in (5, 'x', None, [], print, main):
        try:
            await thing
        except TypeError as e:
            print(e)
    for f in (asyncio.gather, asyncio.shield, asyncio.ensure_future, asyncio.create_task):
        try:
            await f(5)
        except (TypeError, AttributeError) as e:
            print(f.__name__, e)
    try:
        await asyncio.wait_for(5, 1)
    except TypeError as e:
        print(e)
asyncio.run(main())

#> object int can't be used in 'await' expression
#> object str can't be used in 'await' expression
#> object NoneType can't be used in 'await' expression
#> object list can't be used in 'await' expression
#> object builtin_function_or_method can't be used in 'await' expression
#> object function can't be used in 'await' expression
#> gather An asyncio.Future, a coroutine or an awaitable is required
#> shield An asyncio.Future, a coroutine or an awaitable is required
#> ensure_future An asyncio.Future, a coroutine or an awaitable is required
#> create_task a coroutine was expected, got 5
#> object int can't be used in 'await' expression
#= ok
