# tasks that fail, exit and spawn while asyncio.run closes
import asyncio
async def fails():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError('while closing')
async def spawns():
    try:
        await asyncio.sleep(10)
    finally:
        asyncio.create_task(late())
        print('spawned')
async def late():
    print('late starts')
    try:
        await asyncio.sleep(1)
        print('late ends')
    except BaseException as e:
        print('late', repr(e))
        raise
async def refuses():
    while True:
        try:
            await asyncio.sleep(1)
            print('refused')
            return
        except asyncio.CancelledError:
            print('no')
async def main():
    for f in fails, spawns, refuses:
        asyncio.create_task(f())
    await asyncio.sleep(0)
    return 'main'
print(asyncio.run(main()))
async def exits():
    try:
        await asyncio.sleep(10)
    finally:
        raise SystemExit(4)
async def main2():
    asyncio.create_task(exits())
    asyncio.create_task(late())
    await asyncio.sleep(0)
    return 'main2'
try:
    print(asyncio.run(main2()))
except SystemExit as e:
    print('exit', e.code)

#> spawned
#> no
#> late starts
#@ 1s
#> refused
#> late ends
#> main
#> late starts
#> exit 4
#= ok
