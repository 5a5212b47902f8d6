# An exception handler that raises, or asks for the default one, is logged with its context
import asyncio
import logging


class Own(logging.Handler):
    def emit(self, record):
        print(record.levelname, record.getMessage(), '|', record.exc_info and repr(record.exc_info[1]))


logging.getLogger('asyncio').addHandler(Own())


def careful(loop, context):
    loop.default_exception_handler(context)
    raise OSError('handler')


loop = asyncio.new_event_loop()
loop.call_exception_handler({'message': 'mine', 'z': 1, 'a': [2], 'exception': KeyError('k')})
loop.call_exception_handler({})
loop.call_exception_handler({'exception': None})
loop.set_exception_handler(careful)
loop.call_exception_handler({'message': 'mine', 'exception': ValueError(3)})
loop.set_exception_handler(None)
print(loop.get_exception_handler())
try:
    loop.set_exception_handler(3)
except TypeError as error:
    print(error)

#> ERROR mine
#> a: [2]
#> z: 1 | KeyError('k')
#> ERROR Unhandled exception in event loop | False
#> ERROR Unhandled exception in event loop | False
#> ERROR mine | ValueError(3)
#> ERROR Unhandled error in exception handler
#> context: {'message': 'mine', 'exception': ValueError(3)} | OSError('handler')
#> None
#> A callable object or None is expected, got 3
#= ok
