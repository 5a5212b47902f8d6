# one counter for the whole program, moved by unnamed tasks
import asyncio
async def f(): pass
async def main():
    a = asyncio.create_task(f())
    b = asyncio.create_task(f(), name='own')
    c = asyncio.create_task(f(), name=5)
    d = asyncio.create_task(f())
    print([t.get_name() for t in (a, b, c, d)], asyncio.current_task().get_name())
    await asyncio.gather(a, b, c, d)
asyncio.run(main())
asyncio.run(main())

#> ['Task-2', 'own', '5', 'Task-3'] Task-1
#> ['Task-7', 'own', '5', 'Task-8'] Task-6
#= ok
