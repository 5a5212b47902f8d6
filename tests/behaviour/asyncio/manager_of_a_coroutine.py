# @contextmanager over a function that gives no generator
import contextlib, asyncio
@contextlib.asynccontextmanager
async def cm(): pass
async def main():
    try:
        async with cm(): pass
    except BaseException as e: print(type(e), e)
asyncio.run(main())
@contextlib.contextmanager
def cm2(): pass
try:
    with cm2(): pass
except BaseException as e: print(type(e), e)
@contextlib.contextmanager
async def cm3(): pass
try:
    with cm3(): pass
except BaseException as e: print(type(e), e)
@contextlib.asynccontextmanager
def cm4(): yield
async def main():
    try:
        async with cm4(): pass
    except BaseException as e: print(type(e), e)
asyncio.run(main())

#> <class 'TypeError'> 'coroutine' object is not an async iterator
#> <class 'TypeError'> 'NoneType' object is not an iterator
#> <class 'TypeError'> 'coroutine' object is not an iterator
#> <class 'TypeError'> 'generator' object is not an async iterator
#= ok
