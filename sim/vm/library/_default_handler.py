"""_default_handler: what asyncio logs, its default exception handler above all, for who listens."""

import logging
import traceback


def report(context, always):
    """Logs the context at ERROR on the logger 'asyncio'; unless [always], only if the program
    has given it, or the root, a handler: the simulation has its own words for the rest.
    """
    logger = logging.getLogger('asyncio')
    if not always and not logger.hasHandlers():
        return
    lines = [context.get('message') or 'Unhandled exception in event loop']
    lines += [f'{key}: {_told(key, context[key])}' for key in sorted(context)
              if key not in ('message', 'exception')]
    logger.error('\n'.join(lines), exc_info=context.get('exception') or False)


def note(level, message):
    """Logs it on the logger 'asyncio'. False if that has no handler and would not keep it quiet."""
    logger = logging.getLogger('asyncio')
    if logger.hasHandlers():
        logger.log(level, message)
        return True
    return not logger.isEnabledFor(level)


def _told(key, value):
    if key not in _STACKS:
        return repr(value)
    lines = ''.join(traceback.format_list(value)).rstrip()
    return f'{_STACKS[key]} created at (most recent call last):\n{lines}'


_STACKS = {'source_traceback': 'Object', 'handle_traceback': 'Handle'}
