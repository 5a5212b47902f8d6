# what the page on coroutines and tasks teaches
import asyncio, time
t0 = time.monotonic()
def clock(): return round(time.monotonic() - t0, 3)
async def tea(minutes, kind):
    await asyncio.sleep(minutes)
    print(clock(), kind)
    return f'{kind} tea'

async def in_turn():
    await tea(1, 'mint'); await tea(2, 'oolong')
async def together():
    a, b = asyncio.create_task(tea(1, 'sage')), asyncio.create_task(tea(2, 'rose'))
    await a; await b
    print(a.result(), b.result())
async def in_a_group():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(tea(1, 'fig')); b = group.create_task(tea(2, 'lime'))
    print(a.result(), b.result())
async def kept():
    kept = set()
    for i in range(3):
        task = asyncio.create_task(tea(i / 10, f'bag {i}'))
        kept.add(task)
        task.add_done_callback(kept.discard)
    await asyncio.sleep(1)
    print(len(kept))
class Stop(Exception): pass
async def stopper(): raise Stop()
async def group_that_is_ended():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(tea(.5, 'short')); group.create_task(tea(1.5, 'long'))
            await asyncio.sleep(1)
            group.create_task(stopper())
    except* Stop:
        print('ended')
async def power(label, n):
    total = 1
    for i in range(2, n + 1):
        print(f'{label}: up to {i}'); await asyncio.sleep(1); total *= i
    print(f'{label}: {n}! = {total}')
    return total
async def gathered(): print(await asyncio.gather(power('a', 2), power('b', 3), power('c', 4)))
async def countdown():
    loop = asyncio.get_running_loop(); end = loop.time() + 3
    while True:
        print(clock())
        if loop.time() + 1 >= end: break
        await asyncio.sleep(1)
async def shielded():
    task = asyncio.create_task(tea(1, 'kept'))
    try: await asyncio.wait_for(asyncio.shield(task), .5)
    except TimeoutError: print('waited enough')
    print(await task)
async def timeouts():
    try:
        async with asyncio.timeout(1): await asyncio.sleep(3600)
    except TimeoutError: print('too long')
    try:
        async with asyncio.timeout(None) as limit:
            limit.reschedule(asyncio.get_running_loop().time() + 2)
            await asyncio.sleep(3600)
    except TimeoutError: pass
    print(limit.expired(), clock())
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + .5): await asyncio.sleep(9)
    except TimeoutError: print('at', clock())
    try: await asyncio.wait_for(asyncio.sleep(3600), timeout=1.0)
    except TimeoutError: print('wait_for')
async def waits():
    tasks = {asyncio.create_task(tea(i, f'w{i}')) for i in (1, 2, 3)}
    done, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(left))
    done, left = await asyncio.wait(left, timeout=.5); print(len(done), len(left))
    done, left = await asyncio.wait(left); print(sorted(t.result() for t in done), left)
async def completed():
    for one in asyncio.as_completed([tea(.3, 'c'), tea(.1, 'a'), tea(.2, 'b')]): print(await one)
    tasks = [asyncio.create_task(tea(.2, 'y')), asyncio.create_task(tea(.1, 'x'))]
    async for one in asyncio.as_completed(tasks): print(one in tasks, await one)
async def in_thread():
    def blocking(): time.sleep(1); return 'from a thread'
    print(*await asyncio.gather(asyncio.to_thread(blocking), asyncio.sleep(1, 'slept')), clock())
async def from_another_thread():
    loop = asyncio.get_running_loop()
    def other():
        future = asyncio.run_coroutine_threadsafe(asyncio.sleep(1, 'safe'), loop)
        return future.result(timeout=2)
    print(await asyncio.to_thread(other))
async def looked_at():
    task = asyncio.create_task(asyncio.sleep(1), name='nap')
    print(asyncio.current_task().get_name(), sorted(t.get_name() for t in asyncio.all_tasks())[-1], asyncio.iscoroutine(task), task.get_name(), task.done())
    await asyncio.sleep(0); task.cancel('enough')
    try: await task
    except asyncio.CancelledError as e: print('cancelled', e, task.cancelled(), task.done())
async def careful():
    try: await asyncio.sleep(3600)
    except asyncio.CancelledError: print('tidying'); raise
    finally: print('tidied')
async def cancels():
    task = asyncio.create_task(careful())
    await asyncio.sleep(1); task.cancel()
    try: await task
    except asyncio.CancelledError: print('main saw it')
for part in in_turn, together, in_a_group, kept, group_that_is_ended, gathered, countdown, shielded, timeouts, waits, completed, looked_at, cancels:
    print('--', part.__name__); asyncio.run(part())

#> -- in_turn
#@ 1s
#> 1.0 mint
#@ 3s
#> 3.0 oolong
#> -- together
#@ 4s
#> 4.0 sage
#@ 5s
#> 5.0 rose
#> sage tea rose tea
#> -- in_a_group
#@ 6s
#> 6.0 fig
#@ 7s
#> 7.0 lime
#> fig tea lime tea
#> -- kept
#> 7.0 bag 0
#@ 7.1s
#> 7.1 bag 1
#@ 7.2s
#> 7.2 bag 2
#@ 8s
#> 0
#> -- group_that_is_ended
#@ 8.5s
#> 8.5 short
#@ 9s
#> ended
#> -- gathered
#> a: up to 2
#> b: up to 2
#> c: up to 2
#@ 10s
#> a: 2! = 2
#> b: up to 3
#> c: up to 3
#@ 11s
#> b: 3! = 6
#> c: up to 4
#@ 12s
#> c: 4! = 24
#> [2, 6, 24]
#> -- countdown
#> 12.0
#@ 13s
#> 13.0
#@ 14s
#> 14.0
#> -- shielded
#@ 14.5s
#> waited enough
#@ 15s
#> 15.0 kept
#> kept tea
#> -- timeouts
#@ 16s
#> too long
#@ 18s
#> True 18.0
#@ 18.5s
#> at 18.5
#@ 19.5s
#> wait_for
#> -- waits
#@ 20.5s
#> 20.5 w1
#> 1 2
#@ 21s
#> 0 2
#@ 21.5s
#> 21.5 w2
#@ 22.5s
#> 22.5 w3
#> ['w2 tea', 'w3 tea'] set()
#> -- completed
#@ 22.6s
#> 22.6 a
#> a tea
#@ 22.7s
#> 22.7 b
#> b tea
#@ 22.8s
#> 22.8 c
#> c tea
#@ 22.9s
#> 22.9 x
#> True x tea
#@ 23s
#> 23.0 y
#> True y tea
#> -- looked_at
#> Task-56 nap False nap False
#> cancelled enough True True
#> -- cancels
#@ 24s
#> tidying
#> tidied
#> main saw it
#= ok
