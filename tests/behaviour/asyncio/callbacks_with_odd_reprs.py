# what is recorded of a callback does not run the program's code: no repr, no attribute
import asyncio
import functools


class Odd:
    def __call__(self, *args):
        print("called", args)

    def __repr__(self):
        print("repr")
        asyncio.sleep(1)  # never awaited: told where nothing may be told
        return "Odd()"

    def __getattr__(self, name):
        print("asked for", name)
        raise AttributeError(name)


class Meta(type):
    def __getattribute__(cls, name):
        if name in ("__qualname__", "__name__"):
            print("asked the class for", name)
        return super().__getattribute__(name)


class Made(metaclass=Meta):
    def __init__(self, *args):
        print("made", args)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(Odd())
    loop.call_soon(functools.partial(Odd(), Odd))
    loop.call_soon(functools.partial(functools.partial(print, "partial"), 1))
    loop.call_soon(Made, 2)
    loop.call_soon(Odd().__call__, 3)
    future = loop.create_future()
    future.add_done_callback(lambda done: print("done", done.result()))
    future.add_done_callback(Odd().__call__)
    future.set_result(4)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(main())

#> called ()
#> called (<class '__main__.Odd'>,)
#> partial 1
#> made (2,)
#> called (3,)
#> done 4
#> called (<Future finished result=4>,)
#= ok
