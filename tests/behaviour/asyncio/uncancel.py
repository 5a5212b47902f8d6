# takes back one request to cancel
import asyncio
async def f():
    me = asyncio.current_task()
    print(me.uncancel())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(me.cancelling(), me.uncancel(), me.cancelling())
    await asyncio.sleep(1)
    return 'done'
async def main():
    t = asyncio.create_task(f())
    await asyncio.sleep(0.5)
    t.cancel()
    t.cancel()
    print(t.cancelling())
    print(await t, t.cancelling())
asyncio.run(main())

#> 0
#@ 0.5s
#> 2
#> 2 1 1
#@ 1.5s
#> done 1
#= ok
