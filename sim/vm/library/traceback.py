"""traceback: what an uncaught exception says, as text."""

import sys

import _library


def _exception(exc, value):
    if isinstance(exc, BaseException):
        return exc
    return value if isinstance(value, BaseException) else None


_UNSET = object()


def format_exception(exc, /, value=_UNSET, tb=_UNSET, limit=None, chain=True):
    exc = _exception(exc, value)
    if exc is None:
        return ['NoneType: None\n']
    return _library.format_exception(exc).splitlines(keepends=True)


def format_exception_only(exc, /, value=_UNSET, *, show_group=False):
    exc = _exception(exc, value)
    if exc is None:
        return ['NoneType: None\n']
    return _library.format_exception_only(exc).splitlines(keepends=True)


def print_exception(exc, /, value=_UNSET, tb=_UNSET, limit=None, file=None, chain=True):
    print(''.join(format_exception(exc, value, tb, limit, chain)),
          file=sys.stderr if file is None else file, end='')


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(sys.exception()))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_tb(tb, limit=None):
    return _library.format_traceback(tb)


def print_tb(tb, limit=None, file=None):
    print(''.join(format_tb(tb, limit)), file=sys.stderr if file is None else file, end='')


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, **options):
        self._lines = format_exception(exc_value)
        self._only = format_exception_only(exc_value)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__)

    def format(self, *, chain=True):
        return iter(self._lines)

    def format_exception_only(self):
        return iter(self._only)
