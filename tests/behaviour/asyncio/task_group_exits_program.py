# SystemExit and KeyboardInterrupt from a child leave the group at once
import asyncio
async def leave():
    await asyncio.sleep(1)
    raise KeyboardInterrupt('now')
async def other():
    try:
        await asyncio.sleep(5)
    finally:
        print('other ends', asyncio.get_running_loop().time())
async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(other())
            tg.create_task(leave())
    except BaseException as e:
        print('main sees', repr(e))
        raise
try:
    asyncio.run(main())
except BaseException as e:
    print('outside', repr(e))

#@ 1s
#> other ends 1.0
#> main sees KeyboardInterrupt('now')
#> outside KeyboardInterrupt('now')
#= ok
