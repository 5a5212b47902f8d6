# cancelling a task cancels what it awaits
import asyncio
async def leaf():
    try:
        await asyncio.sleep(10)
    finally:
        print('leaf ends')
async def middle(t):
    try:
        return await t
    except asyncio.CancelledError:
        print('middle', t.cancelled())
        raise
async def main():
    t = asyncio.create_task(leaf())
    m = asyncio.create_task(middle(t))
    await asyncio.sleep(1)
    m.cancel('top')
    try:
        await m
    except asyncio.CancelledError as e:
        print(e.args, t.cancelled(), m.cancelled())
asyncio.run(main())

#@ 1s
#> leaf ends
#> middle True
#> ('top',) True True
#= ok
