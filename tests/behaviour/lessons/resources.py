# what is opened is closed in the other order, whatever happens in between
import asyncio
import contextlib


class Connection:
    open_now = 0

    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0.1)
        Connection.open_now += 1
        print("open", self.name)
        return self

    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(0.05)
        Connection.open_now -= 1
        print("close", self.name, kind.__name__ if kind else None)


@contextlib.asynccontextmanager
async def transaction(connection):
    print("begin", connection.name)
    try:
        yield connection
    except ValueError as error:
        print("roll back", error)
        raise
    else:
        print("commit")


async def many(names, fail=None):
    async with contextlib.AsyncExitStack() as stack:
        open_ones = [await stack.enter_async_context(Connection(name)) for name in names]
        stack.push_async_callback(asyncio.sleep, 0.01)
        stack.callback(print, "callback")
        async with transaction(open_ones[0]):
            if fail:
                raise ValueError(fail)
        return [one.name for one in open_ones]


async def main():
    print(await many("ab"))
    with contextlib.suppress(ValueError):
        await many("xyz", "no money")
    task = asyncio.create_task(many("pq"))
    await asyncio.sleep(0.15)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled in time, open:", Connection.open_now)


asyncio.run(main())

#@ 0.1s
#> open a
#@ 0.2s
#> open b
#> begin a
#> commit
#> callback
#@ 0.26s
#> close b None
#@ 0.31s
#> close a None
#> ['a', 'b']
#@ 0.41s
#> open x
#@ 0.51s
#> open y
#@ 0.61s
#> open z
#> begin x
#> roll back no money
#> callback
#@ 0.67s
#> close z ValueError
#@ 0.72s
#> close y ValueError
#@ 0.77s
#> close x ValueError
#@ 0.87s
#> open p
#@ 0.97s
#> close p CancelledError
#> cancelled in time, open: 0
#= ok
