# futures yielded by hand: not awaited with await, one of another loop, one's own task
import asyncio
class Y:
    def __init__(self, v):
        self.v = v
    def __await__(self):
        got = yield self.v
        print('got', got)
        return 'r'
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    loop.call_soon(f.set_result, 1)
    for v in f, 7, 'text', None, loop.create_task(asyncio.sleep(1)), asyncio.current_task(), Y:
        try:
            print(await Y(v))
        except RuntimeError as e:
            print(str(e).split('<')[0])
    f._asyncio_future_blocking = True
    print(await Y(f), f._asyncio_future_blocking)
    other = asyncio.new_event_loop()
    g = other.create_future()
    try:
        await g
    except RuntimeError as e:
        print(str(e).split('<')[0], 'attached to a different loop' in str(e))
    other.close()
asyncio.run(main())

#> yield was used instead of yield from in task 
#> Task got bad yield: 7
#> Task got bad yield: 'text'
#> got None
#> r
#> yield was used instead of yield from in task 
#> Task cannot await on itself: 
#> Task got bad yield: 
#> got None
#> r False
#> Task  True
#= ok
