# a sleeper that stops the loop and sleeps on: the others wait until the loop runs again
import asyncio

log = []


async def sleeper(number, stops_at):
    for turn in range(5):
        await asyncio.sleep(0.1 * number + 0.01)
        log.append((number, turn))
        if turn == stops_at:
            asyncio.get_running_loop().stop()
            asyncio.get_running_loop().call_soon(log.append, "next time")


loop = asyncio.new_event_loop()
tasks = [loop.create_task(sleeper(1, 2)), loop.create_task(sleeper(2, None)), loop.create_task(sleeper(3, 0))]
for _ in range(3):
    loop.call_later(60, loop.stop)
    loop.run_forever()
    print(round(loop.time(), 2), log, [task.done() for task in tasks])
    log.clear()
loop.close()

#@ 0.31s
#> 0.31 [(1, 0), (2, 0), (1, 1), (3, 0)] [False, False, False]
#@ 0.33s
#> 0.33 ['next time', (1, 2)] [False, False, False]
#@ 60s
#> 60.0 ['next time', (2, 1), (1, 3), (1, 4), (3, 1), (2, 2), (2, 3), (3, 2), (2, 4), (3, 3), (3, 4)] [True, True, True]
#= ok
