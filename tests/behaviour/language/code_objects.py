# the code of a function has its names and counts, and coroutines have a frame while they can go on
import asyncio
import functools
import inspect
import types


def outer(a, b, /, c, *args, d=1, **kw):
    x = a
    y = lambda: x + z()

    def z():
        return c
    q = 1
    return y, q


code = outer.__code__
print(code.co_name, code.co_qualname, code.co_firstlineno, code.co_flags)
print(code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals)
print(code.co_varnames, code.co_cellvars, code.co_freevars)
print(code.co_varnames[:code.co_argcount])
print(code is outer.__code__, type(code), isinstance(code, types.CodeType), inspect.iscode(code))
inner = outer(1, 2, 3)[0].__code__
print(inner.co_name, inner.co_qualname, inner.co_freevars, inner.co_flags)


class Plain:
    def method(self, x):
        return __class__


print(Plain.method.__code__.co_varnames, Plain().method.__code__.co_argcount)
print(Plain.method.__code__.co_freevars, Plain.method.__code__.co_qualname)


def counted(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        names = function.__code__.co_varnames[:function.__code__.co_argcount]
        print(dict(zip(names, args)), kwargs)
        return function(*args, **kwargs)
    return wrapper


@counted
def add(left, right):
    return left + right


print(add(1, right=2), add.__wrapped__.__code__.co_name, add.__code__.co_name)


async def worker():
    first = 1
    for index in range(3):
        second = index
    await asyncio.sleep(1)
    return first + second


def numbers():
    yield 1


async def stream():
    yield 1


coroutine = worker()
print(coroutine.cr_code is worker.__code__, coroutine.cr_code.co_varnames,
      coroutine.cr_code.co_flags)
print(coroutine.cr_frame is not None, coroutine.cr_frame.f_code.co_name, coroutine.cr_origin,
      isinstance(coroutine.cr_frame, types.FrameType))
coroutine.close()
print(coroutine.cr_frame)
generator = numbers()
print(generator.gi_code.co_flags, generator.gi_frame.f_code.co_name)
print(list(generator), generator.gi_frame)
one = stream()
print(one.__name__, one.__qualname__, one.ag_code.co_flags, one.ag_running, one.ag_suspended,
      one.ag_await, one.ag_frame is None)
for each in (1, [], worker, Plain(), asyncio.Queue(), iter([]), range(3)):
    print(each.__doc__ is None or type(each).__doc__ == each.__doc__)

#> outer outer 8 15
#> 3 2 1 8
#> ('a', 'b', 'c', 'd', 'args', 'kw', 'y', 'q') ('c', 'x', 'z') ()
#> ('a', 'b', 'c')
#> True <class 'code'> True True
#> <lambda> outer.<locals>.<lambda> ('x', 'z') 19
#> ('self', 'x') 2
#> ('__class__',) Plain.method
#> {'left': 1} {'right': 2}
#> 3 add wrapper
#> True ('first', 'index', 'second') 131
#> True worker None True
#> None
#> 35 numbers
#> [1] None
#> stream stream 515 False False None False
#> True
#> True
#> True
#> True
#> True
#> True
#> True
#= ok
