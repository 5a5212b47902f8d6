"""_default_handler: what asyncio's default exception handler logs, for who listens."""

import logging


def report(context, always):
    """Logs the context at ERROR on the logger 'asyncio'; unless [always], only if the program
    has given it, or the root, a handler: the simulation has its own words for the rest.
    """
    logger = logging.getLogger('asyncio')
    if not always and not logger.hasHandlers():
        return
    lines = [context.get('message') or 'Unhandled exception in event loop']
    lines += [f'{key}: {context[key]!r}' for key in sorted(context)
              if key not in ('message', 'exception')]
    logger.error('\n'.join(lines), exc_info=context.get('exception') or False)
