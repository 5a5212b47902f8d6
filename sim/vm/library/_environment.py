"""_environment: what of os is text and arithmetic. The program stands in no folder and has no
variables of an environment but those that it sets itself.
"""

from types import SimpleNamespace


class _Environ(dict):
    def __repr__(self):
        said = ', '.join(f'{key!r}: {value!r}' for key, value in self.items())
        return f'environ({{{said}}})'

    def __setitem__(self, key, value):
        for part in (key, value):
            if not isinstance(part, str):
                raise TypeError(f'str expected, not {type(part).__name__}')
        dict.__setitem__(self, key, value)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def copy(self):
        return dict(self)


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if not hasattr(type(path), '__fspath__'):
        raise TypeError('expected str, bytes or os.PathLike object, not '
                        + type(path).__name__)
    return type(path).__fspath__(path)


def getcwd():
    return '/'


class _Size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f'os.terminal_size(columns={self[0]}, lines={self[1]})'


def get_terminal_size(fd=None, /):
    """Nothing that is simulated has a terminal: the size that others fall back to."""
    return _Size((80, 24))


def _join(a, *p):
    path = fspath(a)
    for part in map(fspath, p):
        if part.startswith('/') or not path:
            path = part
        else:
            path += part if path.endswith('/') else '/' + part
    return path


def _split(p):
    p = fspath(p)
    at = p.rfind('/') + 1
    head, tail = p[:at], p[at:]
    return (head.rstrip('/') or head, tail)


def _splitext(p):
    p = fspath(p)
    at = p.rfind('.')
    start = p.rfind('/') + 1
    while start < at and p[start] == '.':
        start += 1
    return (p[:at], p[at:]) if at > start else (p, '')


def _normpath(path):
    path = fspath(path)
    root = '/' if path.startswith('/') else ''
    parts = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part == '..' and parts and parts[-1] != '..':
            parts.pop()
        elif part != '..' or not root:
            parts.append(part)
    return root + '/'.join(parts) or '.'


path = SimpleNamespace(
    join=_join, split=_split, splitext=_splitext, normpath=_normpath, sep='/', curdir='.',
    pardir='..', basename=lambda p: _split(p)[1], dirname=lambda p: _split(p)[0],
    isabs=lambda s: fspath(s).startswith('/'),
    abspath=lambda p: _normpath(_join(getcwd(), p)))
