# The line of a running coroutine is the one that runs
import asyncio
async def inner():
    print(str(asyncio.current_task()).split(' cb=')[0].split(' at ')[1].split('/')[-1])
async def work():
    print(str(asyncio.current_task()).split(' cb=')[0].split(' at ')[1].split('/')[-1])
    x = 1
    print(str(asyncio.current_task()).split(' cb=')[0].split(' at ')[1].split('/')[-1])
    await inner()
    await asyncio.sleep(0)
asyncio.run(work())

#> task_repr_while_it_runs.py:6>
#> task_repr_while_it_runs.py:8>
#> task_repr_while_it_runs.py:9>
#= ok
