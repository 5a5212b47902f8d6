# tasks that still run when main ends are cancelled in order of making
import asyncio
async def f(n):
    try:
        await asyncio.sleep(10)
        print('never')
    finally:
        print('cancelled', n)
async def main():
    for i in range(3):
        asyncio.create_task(f(i))
    await asyncio.sleep(1)
    print('main ends')
asyncio.run(main())
print('after')

#@ 1s
#> main ends
#> cancelled 0
#> cancelled 1
#> cancelled 2
#> after
#= ok
#! cancelled-at-end: Task-2
#! cancelled-at-end: Task-3
#! cancelled-at-end: Task-4
