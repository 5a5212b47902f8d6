# a sleep that is over alone goes on in the context of its task
import asyncio
from contextvars import ContextVar

place = ContextVar('place', default='nowhere')


async def walk(name, seconds):
    for number in range(3):
        await asyncio.sleep(seconds)
        before = place.get()
        place.set(f'{name}{number}')
        print(name, before, place.get())


async def only_looks():
    for _ in range(4):
        await asyncio.sleep(0.25)
        print('looks', place.get())


async def main():
    await asyncio.gather(walk('a', 0.3), walk('b', 0.37), only_looks())
    print(place.get())


asyncio.run(main())

#@ 0.25s
#> looks nowhere
#@ 0.3s
#> a nowhere a0
#@ 0.37s
#> b nowhere b0
#@ 0.5s
#> looks nowhere
#@ 0.6s
#> a a0 a1
#@ 0.74s
#> b b0 b1
#@ 0.75s
#> looks nowhere
#@ 0.9s
#> a a1 a2
#@ 1s
#> looks nowhere
#@ 1.11s
#> b b1 b2
#> nowhere
#= ok
