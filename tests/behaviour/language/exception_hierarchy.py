# which errors are kinds of which
for kind in (ZeroDivisionError, KeyError, IndexError, FileNotFoundError, ModuleNotFoundError, UnboundLocalError, RecursionError, NotImplementedError, StopAsyncIteration, UnicodeDecodeError, ConnectionError, TimeoutError, OverflowError, BrokenPipeError, AssertionError, GeneratorExit, KeyboardInterrupt, SystemExit, ExceptionGroup):
    print(kind.__name__, [c.__name__ for c in kind.__mro__][1:-1])
print(issubclass(IOError, OSError), IOError is OSError, Exception.__name__, ValueError.__mro__[1] is Exception)

#> ZeroDivisionError ['ArithmeticError', 'Exception', 'BaseException']
#> KeyError ['LookupError', 'Exception', 'BaseException']
#> IndexError ['LookupError', 'Exception', 'BaseException']
#> FileNotFoundError ['OSError', 'Exception', 'BaseException']
#> ModuleNotFoundError ['ImportError', 'Exception', 'BaseException']
#> UnboundLocalError ['NameError', 'Exception', 'BaseException']
#> RecursionError ['RuntimeError', 'Exception', 'BaseException']
#> NotImplementedError ['RuntimeError', 'Exception', 'BaseException']
#> StopAsyncIteration ['Exception', 'BaseException']
#> UnicodeDecodeError ['UnicodeError', 'ValueError', 'Exception', 'BaseException']
#> ConnectionError ['OSError', 'Exception', 'BaseException']
#> TimeoutError ['OSError', 'Exception', 'BaseException']
#> OverflowError ['ArithmeticError', 'Exception', 'BaseException']
#> BrokenPipeError ['ConnectionError', 'OSError', 'Exception', 'BaseException']
#> AssertionError ['Exception', 'BaseException']
#> GeneratorExit ['BaseException']
#> KeyboardInterrupt ['BaseException']
#> SystemExit ['BaseException']
#> ExceptionGroup ['BaseExceptionGroup', 'Exception', 'BaseException']
#> True True Exception True
#= ok
