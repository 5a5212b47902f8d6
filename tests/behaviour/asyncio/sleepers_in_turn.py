# sleepers that wake one by one, and everything that can come between two of them
import asyncio
import contextvars
import time

name = contextvars.ContextVar("name", default="nobody")
tasks = []
places = {}
log = []


async def nested(depth, delay):
    if depth:
        return await nested(depth - 1, delay) + 1
    await asyncio.sleep(delay)
    return 0


async def sleeper(number):
    places[asyncio.current_task()] = len(places)
    for turn in range(6):
        delay = 0.001 * (number * 7 + turn * 11 % 13 + 1)
        match (number, turn):
            case (1, 2):
                time.sleep(0.02)  # others are late after this
            case (2, 3):
                log.append((number, "raises"))
                raise ValueError(number)
            case (3, 1):
                tasks[6].cancel("enough")  # while that sleeps
            case (4, 2):
                name.set("four")
            case (5, 1):
                asyncio.get_running_loop().call_soon(log.append, (number, "called"))
            case (7, 2):
                delay = 0
            case (8, 3):
                log.append((number, await nested(3, delay)))
                continue
            case (9, 4):
                log.append((number, await asyncio.sleep(delay, "result")))
                continue
            case (10, 2):
                tasks.append(asyncio.create_task(sleeper(11)))
            case (12, 1):
                asyncio.current_task().cancel()  # itself
        await asyncio.sleep(delay)
        now = asyncio.get_running_loop().time()
        log.append((number, turn, round(now, 3), name.get(), places[asyncio.current_task()]))
    return number


async def main():
    tasks.extend(asyncio.create_task(sleeper(number)) for number in [*range(11), 12])
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        print(repr(result))
    await tasks[-1]
    print(len(log), len(asyncio.all_tasks()))
    for entry in log:
        print(*entry)


asyncio.run(main())

#@ 0.461s
#> 0
#> 1
#> ValueError(2)
#> 3
#> 4
#> 5
#> CancelledError('')
#> 7
#> 8
#> 9
#> 10
#> CancelledError('')
#@ 0.656s
#> 66 1
#> 0 0 0.001 nobody 0
#> 1 0 0.008 nobody 1
#> 0 1 0.013 nobody 0
#> 2 0 0.015 nobody 2
#> 3 0 0.022 nobody 3
#> 0 2 0.023 nobody 0
#> 1 1 0.027 nobody 1
#> 4 0 0.047 nobody 4
#> 0 3 0.047 nobody 0
#> 5 0 0.047 nobody 5
#> 2 1 0.047 nobody 2
#> 5 called
#> 7 0 0.05 nobody 7
#> 0 4 0.053 nobody 0
#> 3 1 0.055 nobody 3
#> 8 0 0.057 nobody 8
#> 0 5 0.057 nobody 0
#> 9 0 0.064 nobody 9
#> 1 2 0.064 nobody 1
#> 10 0 0.071 nobody 10
#> 2 2 0.071 nobody 2
#> 2 raises
#> 1 3 0.079 nobody 1
#> 12 0 0.085 nobody 11
#> 3 2 0.086 nobody 3
#> 4 1 0.087 nobody 4
#> 1 4 0.092 nobody 1
#> 5 1 0.094 nobody 5
#> 1 5 0.103 nobody 1
#> 7 1 0.111 nobody 7
#> 7 2 0.111 nobody 7
#> 3 3 0.115 nobody 3
#> 8 1 0.125 nobody 8
#> 4 2 0.125 four 4
#> 9 1 0.139 nobody 9
#> 5 2 0.139 nobody 5
#> 3 4 0.142 nobody 3
#> 10 1 0.153 nobody 10
#> 4 3 0.161 four 4
#> 3 5 0.167 nobody 3
#> 7 3 0.168 nobody 7
#> 5 3 0.182 nobody 5
#> 8 2 0.191 nobody 8
#> 4 4 0.195 four 4
#> 9 2 0.212 nobody 9
#> 7 4 0.223 nobody 7
#> 5 4 0.223 nobody 5
#> 4 5 0.227 four 4
#> 11 0 0.231 nobody 12
#> 10 2 0.233 nobody 10
#> 8 3
#> 5 5 0.262 nobody 5
#> 7 5 0.276 nobody 7
#> 9 3 0.283 nobody 9
#> 10 3 0.311 nobody 10
#> 8 4 0.317 nobody 8
#> 11 1 0.32 nobody 12
#> 9 result
#> 8 5 0.377 nobody 8
#> 10 4 0.387 nobody 10
#> 11 2 0.407 nobody 12
#> 9 5 0.419 nobody 9
#> 10 5 0.461 nobody 10
#> 11 3 0.492 nobody 12
#> 11 4 0.575 nobody 12
#> 11 5 0.656 nobody 12
#= ok
