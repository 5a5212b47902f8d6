# every part of contextlib
from contextlib import *
import contextlib, asyncio, sys
def tell(e): print(repr(e), repr(e.__context__), repr(e.__cause__), e.__suppress_context__)
@contextmanager
def cm(a, b=2):
    "doc"
    print('enter', a, b)
    try:
        yield a + b
    except ValueError as e:
        print('caught', e)
    finally:
        print('exit')
print(cm.__name__, cm.__doc__, cm.__qualname__, cm.__module__)
with cm(1) as x: print(x)
with cm(1, b=5) as x: raise ValueError('v')
try:
    with cm(1) as x: raise KeyError('k')
except KeyError as e: tell(e)
c = cm(3)
with c: pass
try:
    with c: pass
except AttributeError as e: print(e)
@contextmanager
def noyield():
    if 0: yield
try:
    with noyield(): pass
except RuntimeError as e: tell(e)
@contextmanager
def twice():
    yield 1
    yield 2
try:
    with twice(): pass
except RuntimeError as e: tell(e)
@contextmanager
def twice2():
    try: yield 1
    except ValueError: pass
    yield 2
try:
    with twice2(): raise ValueError('x')
except RuntimeError as e: tell(e)
@contextmanager
def reraise():
    try: yield
    except ValueError as e: raise TypeError('t') from e
try:
    with reraise(): raise ValueError('v')
except TypeError as e: tell(e)
@contextmanager
def plain(): yield
try:
    with plain(): raise StopIteration('s')
except StopIteration as e: tell(e)
try:
    with plain(): raise RuntimeError('s')
except RuntimeError as e: tell(e)
@cm(9)
def deco(x, *, y=1):
    "deco doc"
    print('in deco', x, y); return x
print(deco(4, y=3), deco.__name__, deco.__doc__)
print(deco(5))
class K:
    @contextmanager
    def meth(self, n):
        yield (self.__class__.__name__, n)
with K().meth(3) as v: print(v)
with suppress(ZeroDivisionError, KeyError):
    1/0
with suppress(KeyError):
    {}['a']
print('after')
try:
    with suppress(KeyError): 1/0
except ZeroDivisionError as e: print('not suppressed', e)
try:
    with suppress(ValueError):
        raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
except ExceptionGroup as e: tell(e)
with suppress(ValueError): raise ExceptionGroup('g', [ValueError(1)])
class C:
    def close(self): print('closed')
with closing(C()) as c: print(type(c).__name__)
with nullcontext(5) as n: print(n)
with nullcontext() as n: print(n)
class D(ContextDecorator):
    def __enter__(self): print('D enter'); return self
    def __exit__(self, *a): print('D exit', a[0]); return a[0] is ValueError
@D()
def dd(x):
    if x: raise ValueError(x)
    return 'ok'
print(dd(0), dd(1))
class A(AbstractContextManager):
    def __exit__(self, *a): print('A exit', a)
with A() as a: print(type(a).__name__)
with ExitStack() as st:
    print(st.enter_context(cm(1)))
    st.callback(print, 'callback', 1, sep='-')
    st.push(lambda *a: print('pushed', a[0]))
    @st.callback
    def cb(): print('cb')
    st.enter_context(nullcontext())
try:
    with ExitStack() as st:
        st.push(lambda *a: print('outer', a[0]))
        st.push(lambda *a: True)
        st.callback(lambda: 1/0)
        raise ValueError('orig')
    print('suppressed')
except Exception as e: tell(e)
try:
    with ExitStack() as st:
        st.callback(lambda: 1/0)
        st.callback(lambda: [][1])
        raise ValueError('orig')
except Exception as e:
    while e: tell(e); e = e.__context__
st = ExitStack()
st.enter_context(cm('x','y'))
st2 = st.pop_all()
st.close(); print('closing'); st2.close()
try:
    ExitStack().enter_context(5)
except TypeError as e: print(e)
try:
    with 5: pass
except TypeError as e: print(e)
@asynccontextmanager
async def acm(n):
    print('aenter', n)
    try:
        await asyncio.sleep(0.1)
        yield n
    except ValueError as e: print('acaught', e)
    finally:
        await asyncio.sleep(0.1)
        print('aexit', n)
@asynccontextmanager
async def anoyield():
    if 0: yield
@asynccontextmanager
async def atwice():
    yield 1
    yield 2
@asynccontextmanager
async def aplain():
    yield
async def agen():
    try:
        yield 1; yield 2
    finally: print('agen closed')
class AD(contextlib.AsyncContextDecorator):
    async def __aenter__(self): print('AD enter')
    async def __aexit__(self, *a): print('AD exit', a[0]); return a[0] is KeyError
@AD()
async def afun(x):
    await asyncio.sleep(0)
    if x: raise KeyError(x)
    return 'afun'
async def main():
    async with acm(1) as v: print(v)
    async with acm(2) as v: raise ValueError('in')
    try:
        async with acm(3): raise KeyError('k')
    except KeyError as e: tell(e)
    for f in (anoyield, atwice):
        try:
            async with f(): print('body')
        except RuntimeError as e: tell(e)
    try:
        async with atwice(): raise TypeError('b')
    except TypeError as e: tell(e)
    for x in (StopAsyncIteration('q'), StopIteration('r'), RuntimeError('s')):
        try:
            async with aplain(): raise x
        except Exception as e: tell(e)
    async with aclosing(agen()) as g:
        async for x in g: print(x); break
    async with nullcontext(7) as z: print(z)
    print(await afun(0), await afun(1))
    async with AsyncExitStack() as st:
        print(await st.enter_async_context(acm(10)))
        print(st.enter_context(nullcontext(11)))
        async def acb(x): print('acb', x)
        st.push_async_callback(acb, 5)
        st.callback(print, 'sync cb')
        async def ex(*a): print('ex', a[0])
        st.push_async_exit(ex)
    try:
        async with AsyncExitStack() as st:
            await st.enter_async_context(acm(12))
            async def bad(): raise KeyError('bad')
            st.push_async_callback(bad)
            raise TypeError('orig')
    except Exception as e:
        while e: tell(e); e = e.__context__
    try: await AsyncExitStack().enter_async_context(3)
    except TypeError as e: print(e)
    t = asyncio.create_task(cancelled())
    await asyncio.sleep(0.05)
    t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled')
    @acm(77)
    async def decorated(): return 'dec'
    print(await decorated(), await decorated())
async def cancelled():
    async with acm(20):
        await asyncio.sleep(10)
asyncio.run(main())

#> cm doc cm __main__
#> enter 1 2
#> 3
#> exit
#> enter 1 5
#> caught v
#> exit
#> enter 1 2
#> exit
#> KeyError('k') None None False
#> enter 3 2
#> exit
#> '_GeneratorContextManager' object has no attribute 'args'
#> RuntimeError("generator didn't yield") StopIteration() None True
#> RuntimeError("generator didn't stop") None None False
#> RuntimeError("generator didn't stop after throw()") ValueError('x') None False
#> TypeError('t') ValueError('v') ValueError('v') True
#> StopIteration('s') None None False
#> RuntimeError('s') None None False
#> enter 9 2
#> in deco 4 3
#> exit
#> 4 deco deco doc
#> enter 9 2
#> in deco 5 1
#> exit
#> 5
#> ('K', 3)
#> after
#> not suppressed division by zero
#> ExceptionGroup('g', [TypeError(2)]) ExceptionGroup('g', [ValueError(1), TypeError(2)]) None True
#> C
#> closed
#> 5
#> None
#> D enter
#> D exit None
#> D enter
#> D exit <class 'ValueError'>
#> ok None
#> A
#> A exit (None, None, None)
#> enter 1 2
#> 3
#> cb
#> pushed None
#> callback-1
#> exit
#> outer None
#> suppressed
#> ZeroDivisionError('division by zero') IndexError('list index out of range') None False
#> IndexError('list index out of range') ValueError('orig') None False
#> ValueError('orig') None None False
#> enter x y
#> closing
#> exit
#> 'builtins.int' object does not support the context manager protocol
#> 'int' object does not support the context manager protocol
#> aenter 1
#@ 0.1s
#> 1
#@ 0.2s
#> aexit 1
#> aenter 2
#@ 0.3s
#> acaught in
#@ 0.4s
#> aexit 2
#> aenter 3
#@ 0.6s
#> aexit 3
#> KeyError('k') None None False
#> RuntimeError("generator didn't yield") StopAsyncIteration() None True
#> body
#> RuntimeError("generator didn't stop") None None False
#> TypeError('b') None None False
#> StopAsyncIteration('q') None None False
#> StopIteration('r') None None False
#> RuntimeError('s') None None False
#> 1
#> agen closed
#> 7
#> AD enter
#> AD exit None
#> AD enter
#> AD exit <class 'KeyError'>
#> afun None
#> aenter 10
#@ 0.7s
#> 10
#> 11
#> ex None
#> sync cb
#> acb 5
#@ 0.8s
#> aexit 10
#> aenter 12
#@ 1s
#> aexit 12
#> KeyError('bad') TypeError('orig') None False
#> TypeError('orig') None None False
#> 'builtins.int' object does not support the asynchronous context manager protocol
#> aenter 20
#@ 1.15s
#> aexit 20
#> cancelled
#> aenter 77
#@ 1.35s
#> aexit 77
#> aenter 77
#@ 1.55s
#> aexit 77
#> dec dec
#= ok
