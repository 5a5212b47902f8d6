# names of CPython's modules that are not simulated say so
import sys, os, inspect
for ask in lambda: sys.getsizeof(1), lambda: os.fork(), lambda: inspect.stack():
    try: ask()
    except AttributeError as error: print(error)
print(hasattr(os, 'kill'), getattr(os, 'kill', None))
try: from io import BytesIO
except ImportError as error: print(error)

#> sys.getsizeof is not simulated: the inside of an interpreter is not there to be looked at or changed; print what the program itself knows
#> os.fork is not simulated: there are no files, processes, users or devices here; let asyncio.sleep() stand for what takes time, and a dict or an io.StringIO for a file
#> inspect.stack is not simulated: frames, codes and the files of the source are no objects here; task.get_stack(), traceback and the function's own attributes are
#> False None
#> io.BytesIO is not simulated: there are no files here: keep the text in a str or an io.StringIO, bytes in a bytearray
#= ok
#- not compared: CPython has these names
