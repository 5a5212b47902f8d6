# In debug mode handles, futures and tasks tell where they were made, handles their arguments too.
import asyncio

def work(*args):
    print("work", args)

async def child():
    return 1

async def main():
    loop = asyncio.get_running_loop()
    soon = loop.call_soon(work, 1, "two", [3])
    later = loop.call_later(2.5, work)
    print(soon)
    print(later)
    later.cancel()
    print(later)
    future = asyncio.Future(loop=loop)
    print(future)
    task = asyncio.Task(child(), loop=loop, name="kid")
    print(task)
    future.set_result("done")
    print(future)
    future.cancel()
    await task
    print(task)
    loop.set_debug(False)
    plain = loop.call_soon(work, 4)
    print(plain)
    print(asyncio.Future(loop=loop))
    plain.cancel()
    print(plain)
    await asyncio.sleep(0)
    loop.set_debug(True)

asyncio.run(main(), debug=True)

#> <Handle work(1, 'two', [3]) at debug_created_at.py:4 created at debug_created_at.py:12>
#> <TimerHandle when=2.5 work() at debug_created_at.py:4 created at debug_created_at.py:13>
#> <TimerHandle cancelled when=2.5 work() at debug_created_at.py:4 created at debug_created_at.py:13>
#> <Future pending created at debug_created_at.py:18>
#> <Task pending name='kid' coro=<child() running at debug_created_at.py:7> created at debug_created_at.py:20>
#> <Future finished result='done' created at debug_created_at.py:18>
#> work (1, 'two', [3])
#> <Task finished name='kid' coro=<child() done, defined at debug_created_at.py:7> result=1 created at debug_created_at.py:20>
#> <Handle work() at debug_created_at.py:4>
#> <Future pending>
#> <Handle cancelled>
#= ok
