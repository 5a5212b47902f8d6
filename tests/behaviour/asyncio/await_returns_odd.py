# __await__ that returns what is not an iterator, that yields what is not a future
import asyncio
class A:
    def __init__(self, it):
        self.it = it
    def __await__(self):
        return self.it
class Two:
    def __await__(self):
        x = yield
        print('x', x)
        yield
        return 'two'
class It:
    n = 0
    def __await__(self):
        return self
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration('it')
        return None
    def __iter__(self):
        return self
async def f():
    return 'coro'
async def main():
    c = f()
    for odd in 1, None, [1], iter([]), iter([None, None]), iter([1]), iter(['s']), c, (x for x in ()), A(1):
        try:
            print(await A(odd))
        except BaseException as e:
            print(type(e).__name__, str(e).split(' at 0x')[0][:70])
    c.close()
    print(await Two(), await It())
    class Raises:
        def __await__(self):
            raise StopIteration('s')
    try:
        await Raises()
    except BaseException as e:
        print(repr(e), repr(e.__cause__))
    class NextRaises:
        def __await__(self):
            return self
        def __iter__(self):
            return self
        def __next__(self):
            raise KeyError('k')
    try:
        await NextRaises()
    except KeyError as e:
        print(repr(e))
    class Noninstance:
        pass
    n = Noninstance()
    n.__await__ = lambda: iter([])
    try:
        await n
    except TypeError as e:
        print(e)
asyncio.run(main())

#> TypeError __await__() returned non-iterator of type 'int'
#> TypeError __await__() returned non-iterator of type 'NoneType'
#> TypeError __await__() returned non-iterator of type 'list'
#> None
#> None
#> RuntimeError Task got bad yield: 1
#> RuntimeError Task got bad yield: 's'
#> TypeError __await__() returned a coroutine
#> None
#> TypeError __await__() returned non-iterator of type 'A'
#> x None
#> two it
#> StopIteration('s') None
#> KeyError('k')
#> object Noninstance can't be used in 'await' expression
#= ok
