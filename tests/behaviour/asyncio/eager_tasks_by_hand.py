# Task(eager_start=True) in and outside a running loop
import asyncio


async def quick(n):
    print('quick', n, asyncio.current_task().get_name())
    return n * n


async def main():
    loop = asyncio.get_running_loop()
    six = asyncio.Task(quick(10), loop=loop, eager_start=True, name='six')
    print(six.done(), six.result(), six.get_coro())
    seven = asyncio.Task(quick(11), eager_start=False)
    print(seven.done(), await seven)
    coroutine = quick(12)
    try:
        asyncio.Task(coroutine, eager_start=True)
    except AttributeError as error:
        print(error)


asyncio.run(main())
loop = asyncio.new_event_loop()
task = asyncio.Task(quick(14), loop=loop, eager_start=True)
print(task.done(), loop.run_until_complete(task))

#> quick 10 six
#> True 100 None
#> quick 11 Task-2
#> False 121
#> 'NoneType' object has no attribute 'is_running'
#> quick 14 Task-6
#> False 196
#= ok
#- not compared: the reference is told of eager tasks by their factory
