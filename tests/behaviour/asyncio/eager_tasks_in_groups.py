# an eager task that is over when its group has made it is heard of at once
import asyncio

async def fails():
    raise ValueError('at once')

async def returns():
    return 'value'

async def other():
    print('never begins')

async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(returns())
        print(task.done(), task.result())
    try:
        async with asyncio.TaskGroup() as group:
            print(group.create_task(fails()).done())
            group.create_task(other())
    except* ValueError as errors:
        print('group', errors.exceptions)
    except* RuntimeError as errors:
        print('runtime', errors.exceptions)
    print(asyncio.current_task().cancelling())

asyncio.run(main())

#> True value
#> True
#> group (ValueError('at once'),)
#> runtime (RuntimeError('TaskGroup <TaskGroup errors=1 cancelling> is shutting down'),)
#> 0
#= ok
