# priority queues of what cannot be compared; a stack that is a queue
import asyncio
class Angry:
    def __lt__(self, other):
        raise KeyError('no comparing')
async def main():
    p = asyncio.PriorityQueue()
    for x in 3, 1, 2, 'text', 0:
        try:
            p.put_nowait(x)
        except TypeError as e:
            print(e)
    print(p.qsize())
    while not p.empty():
        try:
            print(await p.get())
        except TypeError as e:
            print(e)
    a = asyncio.PriorityQueue()
    a.put_nowait(Angry())
    try:
        await a.put(Angry())
    except KeyError as e:
        print(e, a.qsize())
    s = asyncio.LifoQueue(2)
    s.put_nowait(1); s.put_nowait(2)
    t = asyncio.create_task(s.put(3))
    await asyncio.sleep(0)
    print(s.get_nowait(), s)
    await t
    print(s.get_nowait(), s.get_nowait())
asyncio.run(main())

#> '<' not supported between instances of 'str' and 'int'
#> 5
#> '<' not supported between instances of 'int' and 'str'
#> '<' not supported between instances of 'str' and 'int'
#> '<' not supported between instances of 'int' and 'str'
#> text
#> 2
#> 'no comparing' 2
#> 2 <LifoQueue maxsize=2 _queue=[1] tasks=2>
#> 3 1
#= ok
