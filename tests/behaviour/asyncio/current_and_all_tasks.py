# who runs, and who is there
import asyncio
async def f():
    await asyncio.sleep(1)
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))
async def main():
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    ts = [asyncio.create_task(f(), name=n) for n in 'xyz']
    print([t.get_name() for t in asyncio.all_tasks()], ts[0] in asyncio.all_tasks())
    await asyncio.gather(*ts)
    print(len(asyncio.all_tasks()))
try:
    asyncio.current_task()
except RuntimeError as e:
    print(e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
asyncio.run(main())

#> no running event loop
#> no running event loop
#> Task-1 1
#> ['Task-1', 'x', 'y', 'z'] True
#@ 1s
#> x 4
#> y 3
#> z 2
#> 1
#= ok
