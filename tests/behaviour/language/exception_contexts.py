# except*, contexts, and exceptions thrown into generators
def tell(e): print(repr(e), repr(e.__context__), repr(e.__cause__), e.__suppress_context__)
try:
    try: raise ValueError(1)
    except* ValueError as e:
        print(repr(e), e.__context__, e.__cause__, e.__suppress_context__, e.exceptions[0].__traceback__ is None)
        raise
except BaseException as e: tell(e)
try:
    try: raise ValueError(1)
    except* ValueError as e:
        raise TypeError(2)
except BaseException as e: tell(e)
try:
    try: raise ExceptionGroup('x',[ValueError(1),TypeError(3),KeyError(4)])
    except* ValueError as e: raise 
    except* TypeError as e: raise OSError(2)
except BaseException as e: tell(e)
try:
    try: raise ExceptionGroup('x',[ValueError(1),TypeError(3),KeyError(4)])
    except* ValueError as e: pass
    else: print('else')
    finally: print('finally')
except BaseException as e: tell(e)
for t in [3,(3,),ExceptionGroup,(ValueError,ExceptionGroup)]:
  try:
    try: raise ExceptionGroup('x',[ValueError(1),TypeError(3),KeyError(4)])
    except* t as e: pass
  except BaseException as e: tell(e)
  try:
    try: raise ValueError(1)
    except t as e: pass
  except BaseException as e: tell(e)
class N(Exception):
    def __new__(c): return 3
for x,c in [(N,None),(3,None),(ValueError,3),(ValueError,N),(int,0)]:
  try: raise x from c
  except BaseException as e: tell(e)
try: raise
except BaseException as e: tell(e)
def f():
    try: raise ValueError('f')
    except* (ValueError, TypeError) as eg: raise eg.exceptions[0]
try: f()
except BaseException as e: tell(e)
g = ExceptionGroup('o', [ExceptionGroup('i1', [ValueError(1), KeyError(2)]), ExceptionGroup('i2', [TypeError(3)]), OSError(4)])
g.add_note('hello')
try:
    try: raise g
    except* KeyError as e: print('K', repr(e), e.__notes__)
    except* TypeError as e: print('T', repr(e)); raise RuntimeError('new') from e
    except* ValueError as e: print('V', repr(e)); raise
except BaseException as e: tell(e); print(getattr(e,'__notes__',None)); [tell(x) for x in e.exceptions]
# nested context chain & cycles
a = ValueError('a'); b = ValueError('b')
try:
    try: raise a
    except ValueError:
        try: raise b
        except ValueError: raise a
except ValueError as e: tell(e); tell(b)
def gen():
    try: yield 1
    except ValueError as e: tell(e); raise KeyError('k')
    yield 2
it = gen(); next(it)
try:
    try: 1/0
    except ZeroDivisionError: it.throw(ValueError('thrown'))
except KeyError as e: tell(e)
def gen2():
    try: 1/0
    except ZeroDivisionError:
        yield 1
it = gen2(); next(it)
try: it.throw(ValueError('thrown'))
except ValueError as e: tell(e)
def gen3():
    raise StopIteration(5)
    yield
try: next(gen3())
except RuntimeError as e: tell(e)
class E1(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
e = E1(1, 2); print(repr(e), str(e), e.args, e.b, e.__dict__)
class E2(Exception): pass
try: raise E2('m', x=1)
except TypeError as e: print(e)
print(E2(1) == E2(1), 1, isinstance(E2(), Exception), issubclass(E2, BaseException), E2.__mro__)
print(ExceptionGroup.__mro__, ExceptionGroup.__bases__)
class G(ExceptionGroup):
    def __new__(cls, msg, excs, code): 
        self = super().__new__(cls, msg, excs); self.code = code; return self
    def derive(self, excs): return G(self.message, excs, self.code)
g = G('m', [ValueError(1), TypeError(2)], 42)
m, r = g.split(ValueError); print(repr(m), m.code, repr(r), r.code, type(m))
import sys
try: 1/0
except ZeroDivisionError: print(sys.exc_info()[:2], repr(sys.exception()))
print(sys.exc_info())
def rec(n):
    try: rec(n+1)
    finally: pass
try: rec(0)
except RecursionError as e: print(e)
try:
    try: raise ValueError('x')
    finally: raise KeyError('y')
except KeyError as e: tell(e)
def ff():
    for i in range(3):
        try: raise ValueError(i)
        except ValueError as e: continue
        finally: print('fin', i)
    try: print(e)
    except NameError as n: print(type(n), n)
ff()
def ret():
    try: raise ValueError
    finally: return 'swallowed'
print(ret())
e = StopIteration(1,2); print(e.value, e.args); e.value = 3; print(e.value)
e = SystemExit(); print(e.code); e= SystemExit('a'); print(e.code)
try: sys.exit((1,2))
except SystemExit as e: print(e.code, e.args)
try: {}['k']
except KeyError as e: print(e, e.args, repr(e))
try: undefinedx
except NameError as e: print(e.name, e)
try: (1).foo
except AttributeError as e: print(e.name, e.obj, e)
try: import nonexist
except ImportError as e: print(e.name, e.path, e.msg, repr(e))
try: [].pop()
except IndexError as e: print(e)
try: int('x')
except (KeyError, ValueError) as e: print(e)
print(str(OSError(1,'a','f')), OSError(1,'a','f').filename)

#> ExceptionGroup('', (ValueError(1),)) None None False False
#> ExceptionGroup('', (ValueError(1),)) None None False
#> TypeError(2) ExceptionGroup('', (ValueError(1),)) None False
#> ExceptionGroup('', [OSError(2), ExceptionGroup('x', [ValueError(1), KeyError(4)])]) None None False
#> finally
#> ExceptionGroup('x', [TypeError(3), KeyError(4)]) None None True
#> TypeError('catching classes that do not inherit from BaseException is not allowed') ExceptionGroup('x', [ValueError(1), TypeError(3), KeyError(4)]) None False
#> TypeError('catching classes that do not inherit from BaseException is not allowed') ValueError(1) None False
#> TypeError('catching classes that do not inherit from BaseException is not allowed') ExceptionGroup('x', [ValueError(1), TypeError(3), KeyError(4)]) None False
#> TypeError('catching classes that do not inherit from BaseException is not allowed') ValueError(1) None False
#> TypeError('catching ExceptionGroup with except* is not allowed. Use except instead.') ExceptionGroup('x', [ValueError(1), TypeError(3), KeyError(4)]) None False
#> ValueError(1) None None False
#> TypeError('catching ExceptionGroup with except* is not allowed. Use except instead.') ExceptionGroup('x', [ValueError(1), TypeError(3), KeyError(4)]) None False
#> TypeError("calling <class '__main__.N'> should have returned an instance of BaseException, not <class 'int'>") None None False
#> TypeError('exceptions must derive from BaseException') None None False
#> TypeError('exception causes must derive from BaseException') None None False
#> TypeError("calling <class '__main__.N'> should have returned an instance of BaseException, not <class 'int'>") None None False
#> TypeError('exceptions must derive from BaseException') None None False
#> RuntimeError('No active exception to reraise') None None False
#> ValueError('f') ExceptionGroup('', (ValueError('f'),)) None False
#> K ExceptionGroup('o', [ExceptionGroup('i1', [KeyError(2)])]) ['hello']
#> T ExceptionGroup('o', [ExceptionGroup('i2', [TypeError(3)])])
#> V ExceptionGroup('o', [ExceptionGroup('i1', [ValueError(1)])])
#> ExceptionGroup('', [RuntimeError('new'), ExceptionGroup('o', [ExceptionGroup('i1', [ValueError(1)]), OSError(4)])]) None None False
#> None
#> RuntimeError('new') ExceptionGroup('o', [ExceptionGroup('i2', [TypeError(3)])]) ExceptionGroup('o', [ExceptionGroup('i2', [TypeError(3)])]) True
#> ExceptionGroup('o', [ExceptionGroup('i1', [ValueError(1)]), OSError(4)]) None None True
#> ValueError('a') ValueError('b') None False
#> ValueError('b') None None False
#> ValueError('thrown') None None False
#> KeyError('k') ValueError('thrown') None False
#> ValueError('thrown') ZeroDivisionError('division by zero') None False
#> RuntimeError('generator raised StopIteration') StopIteration(5) StopIteration(5) True
#> E1(1) 1 (1,) 2 {'b': 2}
#> E2() takes no keyword arguments
#> False 1 True True (<class '__main__.E2'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
#> (<class 'ExceptionGroup'>, <class 'BaseExceptionGroup'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>) (<class 'BaseExceptionGroup'>, <class 'Exception'>)
#> G('m', [ValueError(1)], 42) 42 G('m', [TypeError(2)], 42) 42 <class '__main__.G'>
#> (<class 'ZeroDivisionError'>, ZeroDivisionError('division by zero')) ZeroDivisionError('division by zero')
#> (None, None, None)
#> maximum recursion depth exceeded
#> KeyError('y') ValueError('x') None False
#> fin 0
#> fin 1
#> fin 2
#> <class 'UnboundLocalError'> cannot access local variable 'e' where it is not associated with a value
#> swallowed
#> 1 (1, 2)
#> 3
#> None
#> a
#> (1, 2) (1, 2)
#> 'k' ('k',) KeyError('k')
#> undefinedx name 'undefinedx' is not defined
#> foo 1 'int' object has no attribute 'foo'
#> nonexist None No module named 'nonexist' ModuleNotFoundError("No module named 'nonexist'")
#> pop from empty list
#> invalid literal for int() with base 10: 'x'
#> [Errno 1] a: 'f' f
#= ok
