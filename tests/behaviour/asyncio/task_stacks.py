# Task.get_stack() and print_stack()
import asyncio, io
async def inner():
    await asyncio.sleep(1)
async def outer():
    await inner()
async def bad():
    raise ValueError('no good')
async def worse():
    await bad()
def lines_of(out): # the first names the task; CPython shows lines of files alone
    return [line for line in out.getvalue().splitlines()[1:] if not line.startswith('    ')]
async def main():
    t = asyncio.create_task(outer(), name='waits')
    t.print_stack(file=(out := io.StringIO()))
    print(lines_of(out))
    await asyncio.sleep(0)
    for task in t, asyncio.create_task(worse(), name='fails'):
        await asyncio.sleep(0)
        stack = task.get_stack()
        print([(f.f_lineno, f.f_code.co_name) for f in stack], len(task.get_stack(limit=1)), type(stack).__name__)
        task.print_stack(file=(out := io.StringIO()))
        for line in lines_of(out): print(line.split('"')[0], line.split(',')[-1])
        print(out.getvalue().split(' for <')[0])
    await t
    t.print_stack(file=(out := io.StringIO()))
    print(out.getvalue()[:20], t.get_stack())
asyncio.run(main())

#> ['  File "task_stacks.py", line 5, in outer']
#> [(6, 'outer')] 1 list
#>   File   in outer
#> Stack
#> [(10, 'worse'), (8, 'bad')] 1 list
#>   File   in worse
#>   File   in bad
#> ValueError: no good ValueError: no good
#> Traceback
#@ 1s
#> No stack for <Task f []
#= ok
