# a task awaiting itself, and loops of awaits
import asyncio
async def f():
    await asyncio.sleep(0)
    await me
async def main():
    global me
    me = asyncio.create_task(f())
    try:
        await me
    except RuntimeError as e:
        print(str(e)[:30], str(e)[-5:] if False else '')
asyncio.run(main())

#> Task cannot await on itself: < 
#= ok
