# what fails is tried again, each time after twice the pause, and is given up in the end
import asyncio
import functools
import random


class GaveUp(Exception):
    pass


def retry(tries, first=0.1, errors=(ConnectionError, TimeoutError)):
    def decorate(function):
        @functools.wraps(function)
        async def wrapped(*args, **kwargs):
            pause = first
            for attempt in range(1, tries + 1):
                try:
                    return await function(*args, **kwargs)
                except errors as error:
                    print(f"{function.__name__}{args} try {attempt}: {type(error).__name__} {error}".rstrip())
                    if attempt == tries:
                        raise GaveUp(f"{function.__name__} after {tries}") from error
                await asyncio.sleep(pause)
                pause *= 2

        return wrapped

    return decorate


counts = {}


@retry(4)
async def flaky(name, good_at):
    counts[name] = counts.get(name, 0) + 1
    await asyncio.sleep(0.01)
    if counts[name] < good_at:
        raise ConnectionError(f"{name} refused")
    return f"{name} ok"


@retry(3, first=0.5)
async def slow(seconds):
    async with asyncio.timeout(0.2):
        await asyncio.sleep(seconds)
    return seconds


async def main():
    random.seed(7)
    results = await asyncio.gather(flaky("a", 1), flaky("b", 3), flaky("c", 9), slow(0.1), slow(1), return_exceptions=True)
    for result in results:
        cause = getattr(result, "__cause__", None)
        print(repr(result), "because of", repr(cause)) if cause else print(result)
    jitter = [round(0.1 * 2**n * random.uniform(0.5, 1.5), 3) for n in range(5)]
    print(jitter)


asyncio.run(main())

#@ 0.01s
#> flaky('b', 3) try 1: ConnectionError b refused
#> flaky('c', 9) try 1: ConnectionError c refused
#@ 0.12s
#> flaky('b', 3) try 2: ConnectionError b refused
#> flaky('c', 9) try 2: ConnectionError c refused
#@ 0.2s
#> slow(1,) try 1: TimeoutError
#@ 0.33s
#> flaky('c', 9) try 3: ConnectionError c refused
#@ 0.74s
#> flaky('c', 9) try 4: ConnectionError c refused
#@ 0.9s
#> slow(1,) try 2: TimeoutError
#@ 2.1s
#> slow(1,) try 3: TimeoutError
#> a ok
#> b ok
#> GaveUp('flaky after 4') because of ConnectionError('c refused')
#> 0.1
#> GaveUp('slow after 3') because of TimeoutError()
#> [0.082, 0.13, 0.46, 0.458, 1.657]
#= ok
