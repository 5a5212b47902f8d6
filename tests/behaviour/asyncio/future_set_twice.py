# futures set twice, set to odd exceptions, asked too early, cancelled when done
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    for ask in f.result, f.exception:
        try:
            ask()
        except asyncio.InvalidStateError as e:
            print(e)
    f.set_result(1)
    for again in lambda: f.set_result(2), lambda: f.set_exception(ValueError()):
        try:
            again()
        except asyncio.InvalidStateError as e:
            print(str(e).split('<')[0], f.result())
    print(f.cancel(), f.cancelled())
    g = loop.create_future()
    for bad in StopIteration, StopIteration(3), 1, None, 'x', int:
        try:
            g.set_exception(bad)
            print(bad, repr(g.exception()), repr(g.exception().__cause__))
            g = loop.create_future()
        except TypeError as e:
            print(e)
    g.set_exception(ValueError)
    print(repr(g.exception()))
    c = loop.create_future()
    c.cancel('m')
    print(c.cancel('n'))
    for ask in c.result, c.exception, c.result:
        try:
            ask()
        except asyncio.CancelledError as e:
            print(e.args)
    b = loop.create_future()
    try:
        b.set_exception(asyncio.CancelledError('c'))
        print(b.cancelled(), repr(b.exception()))
        await b
    except BaseException as e:
        print(repr(e))
    k = loop.create_future()
    k.set_exception(KeyboardInterrupt())
    try:
        await k
    except KeyboardInterrupt as e:
        print('k')
    t = asyncio.current_task()
    for use in lambda: t.set_result(1), lambda: t.set_exception(ValueError()):
        try:
            use()
        except RuntimeError as e:
            print(e)
asyncio.run(main())

#> Result is not set.
#> Exception is not set.
#> invalid state 1
#> invalid state 1
#> False False
#> <class 'StopIteration'> RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future') StopIteration()
#> 3 RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future') StopIteration(3)
#> invalid exception object
#> invalid exception object
#> invalid exception object
#> invalid exception object
#> ValueError()
#> False
#> ('m',)
#> ('m',)
#> ('m',)
#> False CancelledError('c')
#> CancelledError('c')
#> k
#> Task does not support set_result operation
#> Task does not support set_exception operation
#= ok
