# results, errors, callbacks and invalid states
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f.done(), f.cancelled())
    try:
        f.result()
    except asyncio.InvalidStateError as e:
        print(e)
    try:
        f.exception()
    except asyncio.InvalidStateError as e:
        print(e)
    f.add_done_callback(lambda x: print('callback', x.result()))
    f.set_result(1)
    print(f.done(), f.result(), f.exception())
    for again in (lambda: f.set_result(2), lambda: f.set_exception(ValueError())):
        try:
            again()
        except asyncio.InvalidStateError as e:
            print(e)
    print(await f, f.cancel())
    g = loop.create_future()
    g.set_exception(ValueError('g'))
    try:
        await g
    except ValueError as e:
        print(repr(e), repr(g.exception()))
    h = loop.create_future()
    h.set_exception(KeyError)
    print(repr(h.exception()))
    i = loop.create_future()
    i.set_exception(StopIteration(5))
    print(repr(i.exception()))
    i = loop.create_future()
    try:
        i.set_exception(5)
    except TypeError as e:
        print(e)
    print(i.cancel('m'), i.cancelled(), i.done())
    try:
        await i
    except asyncio.CancelledError as e:
        print(e.args)
asyncio.run(main())

#> False False
#> Result is not set.
#> Exception is not set.
#> True 1 None
#> invalid state
#> invalid state
#> 1 False
#> ValueError('g') ValueError('g')
#> KeyError()
#> RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future')
#> invalid exception object
#> True True True
#> ('m',)
#> callback 1
#= ok
