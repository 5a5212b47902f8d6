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
    said = _library.format_exception_only(exc)
    notes = [line + '\n' for note in getattr(exc, '__notes__', None) or ()
             for line in str(note).split('\n')]
    return [said, *notes]


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


class FrameSummary:
    """One frame: its file, line, function and the text of the line."""

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 **positions):
        self.filename, self.lineno, self.name, self.line = filename, lineno, name, line
        self.locals = locals

    def _key(self):
        return (self.filename, self.lineno, self.name, self.line)

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._key() == other._key()
        return self._key() == other if isinstance(other, tuple) else NotImplemented

    def __getitem__(self, at):
        return self._key()[at]

    def __iter__(self):
        return iter(self._key())

    def __len__(self):
        return 4

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'


_MOST_REPEATED = 3


def _repeated(count):
    more = count - _MOST_REPEATED
    if more <= 0:
        return []
    return [f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n']


class StackSummary(list):
    @classmethod
    def from_list(cls, a_list):
        return cls([each if isinstance(each, FrameSummary)
                    else FrameSummary(*each[:3], line=each[3]) for each in a_list])

    def format(self):
        texts, last, count = [], None, 0
        for each in self:
            if last != (each.filename, each.lineno, each.name):
                texts += _repeated(count)
                last, count = (each.filename, each.lineno, each.name), 0
            count += 1
            if count <= _MOST_REPEATED:
                texts.append(f'  File "{each.filename}", line {each.lineno}, in {each.name}\n'
                             + (f'    {each.line.strip()}\n' if each.line else ''))
        return texts + _repeated(count)


def extract_tb(tb, limit=None):
    stands = _library.traceback_stands(tb)
    return StackSummary.from_list(stands if limit is None else
                                  stands[:limit] if limit >= 0 else stands[limit:])


def extract_stack(f=None, limit=None):
    if f is not None:
        raise TypeError('frames are no objects here: leave f out')
    stands = _library.traceback_stands(_library.running_stack())
    return StackSummary.from_list(stands if limit is None else
                                  stands[-limit:] if limit > 0 else stands[:-limit])


def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f, limit), file=file)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    print(''.join(format_list(extracted_list)), file=sys.stderr if file is None else file,
          end='')
