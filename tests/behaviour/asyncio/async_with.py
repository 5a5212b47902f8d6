# opening and closing take time
import asyncio
from contextlib import asynccontextmanager
class DB:
    async def __aenter__(self):
        print('opening')
        await asyncio.sleep(1)
        return self
    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(1)
        print('closed', kind and kind.__name__)
        return kind is KeyError
@asynccontextmanager
async def session(n):
    await asyncio.sleep(0.5)
    try:
        yield n
    except ValueError as e:
        print('session saw', e)
        raise
    finally:
        print('session end', n)
async def main():
    async with DB() as db:
        print('using', type(db).__name__)
    async with DB():
        raise KeyError('eaten')
    try:
        async with DB(), session('s') as s:
            print(s)
            raise ValueError('out')
    except ValueError as e:
        print('caught', e)
    for bad in (5, object()):
        try:
            async with bad:
                pass
        except TypeError as e:
            print(e)
    try:
        with DB():
            pass
    except TypeError as e:
        print(e)
    async with session('a') as a, session('b') as b:
        print(a, b)
    @session('deco')
    async def decorated():
        print('decorated')
    await decorated()
asyncio.run(main())

#> opening
#@ 1s
#> using DB
#@ 2s
#> closed None
#> opening
#@ 4s
#> closed KeyError
#> opening
#@ 5.5s
#> s
#> session saw out
#> session end s
#@ 6.5s
#> closed ValueError
#> caught out
#> 'int' object does not support the asynchronous context manager protocol
#> 'object' object does not support the asynchronous context manager protocol
#> 'DB' object does not support the context manager protocol
#@ 7.5s
#> a b
#> session end b
#> session end a
#@ 8s
#> decorated
#> session end deco
#= ok
