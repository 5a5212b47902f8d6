# the last waiter of a closed loop goes as it is woken, and the loop with it
import asyncio

barrier = asyncio.Barrier(2)
event = asyncio.Event()


async def waits(awaitable):
    try:
        await awaitable
    except BaseException as error:
        print("waits", repr(error))
        raise


async def begin(awaitable):
    asyncio.create_task(waits(awaitable))
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def leave(awaitable):
    loop = asyncio.new_event_loop()
    loop.run_until_complete(begin(awaitable))
    loop.close()


async def attempt(name, awaitable):
    try:
        print(name, await awaitable)
    except RuntimeError as error:
        print(name, repr(error))


async def sets():
    event.set()


async def main():
    await attempt("barrier", barrier.wait())
    await attempt("event", sets())


leave(barrier.wait())
leave(event.wait())
asyncio.run(main())
print(barrier.n_waiting, event.is_set())

#> waits RuntimeError('coroutine ignored GeneratorExit')
#> barrier RuntimeError('Lock is not acquired.')
#> waits GeneratorExit()
#> event RuntimeError('Event loop is closed')
#> 0 True
#= ok
