"""inspect: what kind of thing a value is, and what a function takes."""

import types

import _library

CORO_CREATED, CORO_RUNNING = 'CORO_CREATED', 'CORO_RUNNING'
CORO_SUSPENDED, CORO_CLOSED = 'CORO_SUSPENDED', 'CORO_CLOSED'
GEN_CREATED, GEN_RUNNING = 'GEN_CREATED', 'GEN_RUNNING'
GEN_SUSPENDED, GEN_CLOSED = 'GEN_SUSPENDED', 'GEN_CLOSED'


def _unwrapped(obj):
    while True:
        if isinstance(obj, types.MethodType):
            obj = obj.__func__
        elif type(obj).__name__ == 'partial' and hasattr(obj, 'func'):
            obj = obj.func
        else:
            return obj


def _kind(obj):
    return _library.function_kind(_unwrapped(obj))


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object)


def isgeneratorfunction(obj):
    return _kind(obj) == 'generator'


def iscoroutinefunction(obj):
    return _kind(obj) == 'coroutine' or getattr(_unwrapped(obj), '_is_coroutine_mark', False)


def markcoroutinefunction(func):
    func._is_coroutine_mark = True
    return func


def isasyncgenfunction(obj):
    return _kind(obj) == 'async_generator'


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isawaitable(object):
    return isinstance(object, types.CoroutineType) or hasattr(type(object), '__await__')


def isabstract(object):
    return bool(isinstance(object, type) and getattr(object, '__abstractmethods__', None))


def getcoroutinestate(coroutine):
    return 'CORO_' + _library.coroutine_state(coroutine)


def getgeneratorstate(generator):
    return 'GEN_' + _library.coroutine_state(generator)


def getasyncgenstate(agen):
    return 'AGEN_' + _library.coroutine_state(agen)


def getdoc(object):
    doc = object.__doc__
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def getmembers(object, predicate=None):
    found = [(name, getattr(object, name)) for name in sorted(dir(object))]
    return [(name, value) for name, value in found if predicate is None or predicate(value)]


def getmodule(object):
    import sys
    return sys.modules.get(getattr(object, '__module__', None))


class _Kind(int):
    def __repr__(self):
        return _KIND_NAMES[int(self)]

    __str__ = __repr__

    @property
    def description(self):
        return _KIND_NAMES[int(self)].lower().replace('_', ' ', 1).replace(' or ', '-or-')

    @property
    def name(self):
        return _KIND_NAMES[int(self)]


_KIND_NAMES = ('POSITIONAL_ONLY', 'POSITIONAL_OR_KEYWORD', 'VAR_POSITIONAL', 'KEYWORD_ONLY',
               'VAR_KEYWORD')


class _empty:
    pass


class _void:
    """What replace() is not given."""


class Parameter:
    POSITIONAL_ONLY = _Kind(0)
    POSITIONAL_OR_KEYWORD = _Kind(1)
    VAR_POSITIONAL = _Kind(2)
    KEYWORD_ONLY = _Kind(3)
    VAR_KEYWORD = _Kind(4)
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation

    def __str__(self):
        text = {2: '*', 4: '**'}.get(int(self.kind), '') + self.name
        if self.annotation is not _empty:
            text += f': {formatannotation(self.annotation)}'
        if self.default is not _empty:
            text += (' = ' if self.annotation is not _empty else '=') + repr(self.default)
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        return type(self)(self.name if name is _void else name,
                          self.kind if kind is _void else kind,
                          default=self.default if default is _void else default,
                          annotation=self.annotation if annotation is _void else annotation)

    __replace__ = replace


def formatannotation(annotation):
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', '__main__'):
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


class Signature:
    empty = _empty

    def __init__(self, parameters, return_annotation=_empty):
        self.parameters = {p.name: p for p in parameters}
        self.return_annotation = return_annotation

    def __str__(self):
        said, slash, star = [], False, False
        for p in self.parameters.values():
            if slash and p.kind != 0:
                said.append('/')
                slash = False
            if p.kind == 0:
                slash = True
            if p.kind == 2:
                star = True
            if p.kind == 3 and not star:
                said.append('*')
                star = True
            said.append(str(p))
        if slash:
            said.append('/')
        text = f"({', '.join(said)})"
        if self.return_annotation is not _empty:
            text += f' -> {formatannotation(self.return_annotation)}'
        return text

    def __repr__(self):
        return f'<Signature {self}>'

    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(
            self.parameters.values() if parameters is _void else parameters,
            self.return_annotation if return_annotation is _void else return_annotation)

    __replace__ = replace

    def bind(self, /, *args, **kwargs):
        return self._bound(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bound(args, kwargs, True)

    def _bound(self, args, kwargs, is_partial):
        arguments, rest, named, double_star = {}, list(args), dict(kwargs), None
        in_row = True  # all so far were bound by position
        for name, p in self.parameters.items():
            if p.kind == 4:
                double_star = name
            elif p.kind == 2:
                arguments.update({name: tuple(rest)} if rest else {})
                rest, in_row = [], False
            elif p.kind < 2 and rest:
                if p.kind == 1 and name in named:
                    raise TypeError(f'multiple values for argument {name!r}')
                arguments[name] = rest.pop(0)
            elif p.kind > 0 and name in named:
                arguments[name] = named.pop(name)
                in_row = False
            elif p.default is _empty and not is_partial:
                kind = ' keyword-only' if p.kind == 3 and in_row else ''
                raise TypeError(f'missing a required{kind} argument: {name!r}')
            else:
                in_row = False
        if rest:
            raise TypeError('too many positional arguments')
        if named and double_star is None:
            raise TypeError(f'got an unexpected keyword argument {next(iter(named))!r}')
        if named:
            arguments[double_star] = named
        return BoundArguments(self, arguments)


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    def _parts(self):
        """The arguments by position, and those by name: all behind one that is left out."""
        args, kwargs, by_name = [], {}, False
        for name, p in self.signature.parameters.items():
            by_name = by_name or p.kind > 2 or name not in self.arguments and p.kind != 2
            if name not in self.arguments:
                continue
            value = self.arguments[name]
            if p.kind == 2:
                args += value
            elif p.kind == 4:
                kwargs.update(value)
            elif by_name:
                kwargs[name] = value
            else:
                args.append(value)
        return tuple(args), kwargs

    @property
    def args(self):
        return self._parts()[0]

    @property
    def kwargs(self):
        return self._parts()[1]

    def apply_defaults(self):
        whole = {}
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                whole[name] = self.arguments[name]
            elif p.default is not _empty:
                whole[name] = p.default
            elif p.kind in (2, 4):
                whole[name] = () if p.kind == 2 else {}
        self.arguments = whole

    def __repr__(self):
        said = ', '.join(f'{name}={value!r}' for name, value in self.arguments.items())
        return f'<BoundArguments ({said})>'


def signature(obj):
    skip = 0
    if isinstance(obj, type):
        obj, skip = obj.__init__, 1
    elif isinstance(obj, types.MethodType):
        obj, skip = obj.__func__, 1
    while hasattr(obj, '__wrapped__'):
        obj = obj.__wrapped__
    if not isinstance(obj, types.FunctionType):
        raise ValueError(f'no signature found for builtin {obj!r}')
    annotations = obj.__annotations__
    parameters = [Parameter(name, _Kind(kind), default=default[0] if default else _empty,
                            annotation=annotations.get(name, _empty))
                  for name, kind, default in _library.parameters(obj)]
    return Signature(parameters[skip:], annotations.get('return', _empty))


def getsource(object):
    raise OSError('could not get source code')


def currentframe():
    return None


AGEN_CREATED, AGEN_RUNNING = 'AGEN_CREATED', 'AGEN_RUNNING'
AGEN_SUSPENDED, AGEN_CLOSED = 'AGEN_SUSPENDED', 'AGEN_CLOSED'


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    while hasattr(func, '__wrapped__') and not (stop is not None and stop(func)):
        func = func.__wrapped__
    return func


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if eval_str:
        import typing
        return typing.get_type_hints(obj, globals, locals, include_extras=True)
    found = vars(obj) if isinstance(obj, type) else {'__annotations__': obj.__annotations__}
    return dict(found.get('__annotations__', {}))


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), '__set__') or hasattr(type(object), '__delete__')


def getattr_static(obj, attr, *default):
    places = [*obj.__mro__] if isinstance(obj, type) else [obj, *type(obj).__mro__]
    for place in places:
        if attr in getattr(place, '__dict__', {}):
            return vars(place)[attr]
    if default:
        return default[0]
    raise AttributeError(attr)
