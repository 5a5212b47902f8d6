# a callback gets the finished task
import asyncio
from functools import partial
async def f(x):
    await asyncio.sleep(x)
    return x
def told(label, t):
    print(label, t.result(), t.get_name())
async def main():
    t = asyncio.create_task(f(1), name='t')
    t.add_done_callback(partial(told, 'first'))
    t.add_done_callback(lambda t: print('second'))
    await t
    print('after await')
    await asyncio.sleep(0)
asyncio.run(main())

#@ 1s
#> first 1 t
#> second
#> after await
#= ok
