"""_stacks: where a task stands, as Task.get_stack() and print_stack() show it.

Only frames of the program are there: what asyncio itself does has none.
"""

import traceback
from types import SimpleNamespace

import _library


class _Frame:
    """What of a frame a program may look at."""

    f_back = None

    def __init__(self, file, line, name):
        self.f_lineno = line
        self.f_code = SimpleNamespace(co_filename=file, co_name=name, co_qualname=name)
        self.f_locals = {}
        self.f_globals = {}

    def __repr__(self):
        code = self.f_code
        return (f'<frame at {id(self):#x}, file {code.co_filename!r}, line {self.f_lineno}, '
                f'code {code.co_name}>')


def _stands(task, limit):
    """(file, line, name, text) of each frame, the innermost last; and the exception."""
    stand = _library.coroutine_stand(task.get_coro())
    if stand is not None:
        return [stand] if limit is None or limit > 0 else [], None
    if not task.done() or task.cancelled() or task.exception() is None:
        return [], None
    exc = task.exception()
    stands = _library.traceback_stands(exc.__traceback__)
    return stands if limit is None else stands[:max(limit, 0)], exc


def get_stack(task, limit):
    return [_Frame(*stand[:3]) for stand in _stands(task, limit)[0]]


def print_stack(task, limit, file):
    stands, exc = _stands(task, limit)
    if not stands:
        print(f'No stack for {task!r}', file=file)
    elif exc is not None:
        print(f'Traceback for {task!r} (most recent call last):', file=file)
    else:
        print(f'Stack for {task!r} (most recent call last):', file=file)
    traceback.print_list(stands, file=file)
    if exc is not None:
        for line in traceback.format_exception_only(exc):
            print(line, file=file, end='')
