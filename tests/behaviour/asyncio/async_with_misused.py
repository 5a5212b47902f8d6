# async with and async for over what is not made for it, and over what breaks
import asyncio
class No: pass
class Half:
    async def __aenter__(self): return 1
class Sync:
    def __aenter__(self): return 1
    def __aexit__(self, *a): return 2
class Breaks:
    def __init__(self, where): self.where = where
    async def __aenter__(self):
        if self.where == 'enter': raise KeyError('enter')
        return self
    async def __aexit__(self, t, e, tb):
        print('exit sees', repr(e))
        if self.where == 'exit': raise KeyError('exit')
        return self.where == 'swallow'
class Iter:
    def __init__(self, a, n): self.a, self.n = a, n
    def __aiter__(self): return self.a
    def __anext__(self): return self.n
async def main():
    for cm in No(), Half(), Sync(), 1, None:
        try:
            async with cm:
                print('in')
        except (TypeError, AttributeError) as e:
            print(type(e).__name__, e)
    for where in 'enter', 'exit', 'swallow', 'no':
        try:
            async with Breaks(where):
                raise ValueError('body')
        except Exception as e:
            print(repr(e), repr(e.__context__))
    for it in No(), 1, Iter(1, 1), Iter(None, None), [1], iter([]):
        try:
            async for x in it:
                print(x)
        except TypeError as e:
            print(e)
    class Bad:
        def __aiter__(self): return self
        def __anext__(self): return 5
    class Stops:
        def __aiter__(self): return self
        async def __anext__(self): raise StopIteration('wrong one')
    for it in Bad(), Stops():
        try:
            async for x in it:
                print(x)
        except (TypeError, RuntimeError) as e:
            print(repr(e), repr(e.__cause__))
    try:
        with asyncio.timeout(1):
            pass
    except TypeError as e:
        print(e)
    try:
        for x in asyncio.sleep(0):
            pass
    except TypeError as e:
        print(e)
asyncio.run(main())

#> TypeError 'No' object does not support the asynchronous context manager protocol
#> TypeError 'Half' object does not support the asynchronous context manager protocol (missed __aexit__ method)
#> TypeError 'async with' received an object from __aenter__ that does not implement __await__: int
#> TypeError 'int' object does not support the asynchronous context manager protocol
#> TypeError 'NoneType' object does not support the asynchronous context manager protocol
#> KeyError('enter') None
#> exit sees ValueError('body')
#> KeyError('exit') ValueError('body')
#> exit sees ValueError('body')
#> exit sees ValueError('body')
#> ValueError('body') None
#> 'async for' requires an object with __aiter__ method, got No
#> 'async for' requires an object with __aiter__ method, got int
#> 'async for' received an object from __aiter__ that does not implement __anext__: int
#> 'async for' received an object from __aiter__ that does not implement __anext__: NoneType
#> 'async for' requires an object with __aiter__ method, got list
#> 'async for' requires an object with __aiter__ method, got list_iterator
#> TypeError("'async for' received an invalid object from __anext__: int") TypeError("object int can't be used in 'await' expression")
#> RuntimeError('coroutine raised StopIteration') StopIteration('wrong one')
#> 'Timeout' object does not support the context manager protocol
#> 'coroutine' object is not iterable
#= ok
