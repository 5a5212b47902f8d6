# waits for all its tasks
import asyncio
async def f(n):
    await asyncio.sleep(n)
    print('end', n)
    return n
async def main():
    async with asyncio.TaskGroup() as g:
        a = g.create_task(f(2))
        b = g.create_task(f(1), name='b')
        print('body', b.get_name())
    print(a.result(), b.result())
    async with asyncio.TaskGroup() as g:
        print('empty')
    c = f(1)
    try:
        g.create_task(c)
    except RuntimeError as e:
        print(str(e).split('>')[-1])
    c.close()
asyncio.run(main())

#> body b
#@ 1s
#> end 1
#@ 2s
#> end 2
#> 2 1
#> empty
#>  is finished
#= ok
