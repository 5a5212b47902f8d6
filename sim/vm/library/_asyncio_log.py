"""_asyncio_log: what asyncio says to the logger 'asyncio', for programs that import logging."""

import logging
import traceback

_logger = logging.getLogger('asyncio')


def _say(level, place, msg, args=(), exc_info=None):
    """Logs from [place], where CPython 3.13.0 does: a file of asyncio's, a line, a function."""
    if _logger.isEnabledFor(level):
        file, line, function = place
        _logger.handle(_logger.makeRecord('asyncio', level, file, line, msg, args, exc_info,
                                          function))


def report(context, always):
    """default_exception_handler(); unless [always], only if the program has given the logger, or
    the root, a handler: the simulation has its own words for the rest.
    """
    if not always and not _logger.hasHandlers():
        return
    lines = [context.get('message') or 'Unhandled exception in event loop']
    lines += [f'{key}: {_told(key, context[key])}' for key in sorted(context)
              if key not in ('message', 'exception')]
    error = context.get('exception')
    info = False if error is None else (type(error), error, error.__traceback__)
    _say(logging.ERROR, ('base_events.py', 1858, 'default_exception_handler'),
         '\n'.join(lines), exc_info=info)


_STACKS = {'source_traceback': 'Object', 'handle_traceback': 'Handle'}


def _told(key, value):
    if key not in _STACKS:
        return repr(value)
    lines = ''.join(traceback.format_list(value)).rstrip()
    return f'{_STACKS[key]} created at (most recent call last):\n{lines}'


def made():
    """A loop is made, as on Linux."""
    _say(logging.DEBUG, ('selector_events.py', 64, '__init__'), 'Using selector: %s',
         ('EpollSelector',))


def closes(loop):
    """A loop in debug mode is closed."""
    _say(logging.DEBUG, ('base_events.py', 744, 'close'), 'Close %r', (loop,))


def slow(what, seconds):
    """A loop in debug mode was held up."""
    _say(logging.WARNING, ('base_events.py', 2022, '_run_once'),
         'Executing %s took %.3f seconds', (what, seconds))
