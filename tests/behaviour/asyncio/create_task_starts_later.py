# a task starts when its maker lets go
import asyncio
async def work(n):
    print('work', n)
    await asyncio.sleep(1)
    print('done', n)
    return n
async def main():
    a = asyncio.create_task(work(1))
    b = asyncio.create_task(work(2))
    print('made')
    await asyncio.sleep(0)
    print('between')
    print(await a, await b)
asyncio.run(main())

#> made
#> work 1
#> work 2
#> between
#@ 1s
#> done 1
#> done 2
#> 1 2
#= ok
