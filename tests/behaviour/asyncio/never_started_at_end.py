# a task made in the last step is cancelled before it begins
import asyncio
async def f():
    print('never')
async def main():
    asyncio.create_task(f())
asyncio.run(main())
print('end')

#> never
#> end
#= ok
