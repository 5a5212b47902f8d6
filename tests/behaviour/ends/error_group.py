# a group that leaves the program
import asyncio
async def bad(n):
    raise ValueError(n)
async def main():
    async with asyncio.TaskGroup() as g:
        g.create_task(bad(1))
        g.create_task(bad(2))
asyncio.run(main())

#= error ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)
