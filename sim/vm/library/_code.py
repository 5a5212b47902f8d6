"""_code: what a program can see of the code of its functions."""


class CodeType:
    """The names and counts of a function's code: no instructions."""

    __slots__ = ('co_name', 'co_qualname', 'co_filename', 'co_firstlineno', 'co_argcount',
                 'co_posonlyargcount', 'co_kwonlyargcount', 'co_flags', 'co_varnames',
                 'co_cellvars', 'co_freevars', 'co_nlocals')

    def __repr__(self):
        return (f'<code object {self.co_name} at {id(self):#x}, '
                f'file "{self.co_filename}", line {self.co_firstlineno}>')


class FrameType:
    """A coroutine or generator that can go on has one."""

    __slots__ = ('f_code',)

    def __repr__(self):
        code = self.f_code
        return (f"<frame at {id(self):#x}, file '{code.co_filename}', "
                f'line {code.co_firstlineno}, code {code.co_name}>')


CodeType.__name__ = CodeType.__qualname__ = 'code'
FrameType.__name__ = FrameType.__qualname__ = 'frame'
CodeType.__module__ = FrameType.__module__ = 'builtins'

_made = {}


def code_of(index, name, qualname, filename, line, arguments, only_positional, only_keyword,
            flags, names, cells, free):
    if index in _made:
        return _made[index]
    code = _made[index] = CodeType()
    code.co_name, code.co_qualname = name, qualname
    code.co_filename, code.co_firstlineno = filename, line
    code.co_argcount, code.co_posonlyargcount = arguments, only_positional
    code.co_kwonlyargcount, code.co_flags = only_keyword, flags
    code.co_varnames, code.co_freevars = tuple(names), tuple(sorted(free))
    parameters = [each for each in cells if each in names]
    code.co_cellvars = (*parameters, *sorted(set(cells) - set(parameters)))
    code.co_nlocals = len(names)
    return code


def frame_of(*parts):
    frame = FrameType()
    frame.f_code = code_of(*parts)
    return frame
