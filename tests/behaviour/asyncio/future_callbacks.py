# callbacks run in the next turn, in order, and can be removed
import asyncio
def a(f): print('a', f.result())
def b(f): print('b')
async def main():
    f = asyncio.get_running_loop().create_future()
    f.add_done_callback(a)
    f.add_done_callback(b)
    f.add_done_callback(a)
    print(f.remove_done_callback(a), f.remove_done_callback(a))
    f.add_done_callback(a)
    f.set_result('x')
    print('set')
    await asyncio.sleep(0)
    f.add_done_callback(a)
    print('late')
    await asyncio.sleep(0)
    print('end')
asyncio.run(main())

#> 2 0
#> set
#> b
#> a x
#> late
#> a x
#> end
#= ok
