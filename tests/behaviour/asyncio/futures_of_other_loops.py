# tasks, futures and primitives that belong to another loop
import asyncio
other = asyncio.new_event_loop()
foreign = other.create_future()
async def f():
    return 1
async def main():
    for use in (lambda: asyncio.wait_for(foreign, 1), lambda: asyncio.gather(foreign), lambda: asyncio.shield(foreign),
                lambda: asyncio.gather(foreign, asyncio.sleep(0))):
        try:
            print(await use())
        except BaseException as e:
            print(type(e).__name__, str(e).split('<')[0])
    mine = asyncio.get_running_loop().create_future()
    try:
        asyncio.gather(foreign, mine)
    except ValueError as e:
        print(e)
    t = other.create_task(f())
    try:
        await t
    except RuntimeError as e:
        print(str(e).split('<')[0])
    try:
        other.run_until_complete(t)
    except RuntimeError as e:
        print(e)
    try:
        other.run_until_complete(foreign)
    except RuntimeError as e:
        print(e)
    try:
        asyncio.ensure_future(foreign, loop=asyncio.get_running_loop())
    except ValueError as e:
        print(e)
    return t
t = asyncio.run(main())
foreign.set_result('r')
print(other.run_until_complete(foreign), other.run_until_complete(t))
other.close()

#> RuntimeError Task 
#> RuntimeError Task 
#> RuntimeError Task 
#> RuntimeError Task 
#> The future belongs to a different loop than the one specified as the loop argument
#> Task 
#> Cannot run the event loop while another loop is running
#> Cannot run the event loop while another loop is running
#> The future belongs to a different loop than the one specified as the loop argument
#> r 1
#= ok
