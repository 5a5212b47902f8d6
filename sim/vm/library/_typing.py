"_typing: the part of typing that looks at annotations while the program runs."

import types
import typing
import collections
import collections.abc
import contextlib

_origins = {
    'List': list, 'Dict': dict, 'Set': set, 'FrozenSet': frozenset, 'Tuple': tuple,
    'Type': type, 'Deque': collections.deque, 'DefaultDict': collections.defaultdict,
    'OrderedDict': collections.OrderedDict, 'Counter': collections.Counter,
    'ChainMap': collections.ChainMap, 'AbstractSet': collections.abc.Set,
    'ContextManager': contextlib.AbstractContextManager,
    'AsyncContextManager': contextlib.AbstractAsyncContextManager,
}


def _form_name(tp):
    """'List' for typing.List; '' for what is no form of typing's."""
    said = repr(tp)
    return said[7:] if said.startswith('typing.') and '[' not in said else ''


def _real(form):
    """What a form of typing's stands for: list for typing.List."""
    name = _form_name(form)
    if name in _origins:
        return _origins[name]
    if name == 'Optional':
        return typing.Union
    return getattr(collections.abc, name, form) if name else form


def _bases(form, bases):
    """form.__mro_entries__(bases)."""
    if form is typing.Any:
        return ()
    real = _real(form)
    if not isinstance(real, type):
        raise TypeError(f'Cannot subclass {form!r}')
    return (real,) if _comes_generic(form, bases) else (real, typing.Generic)


def _comes_generic(this, bases):
    """True if a base behind this one derives from Generic too. [this] is a form, or the alias of
    one: typing.List or typing.List[int]."""
    places = [at for at, base in enumerate(bases) if getattr(base, '__origin__', base) is this]
    for base in bases[places[0] + 1:] if places else ():
        origin = getattr(base, '__origin__', base)
        if issubclass(origin, typing.Generic) if isinstance(origin, type) else origin is not typing.Any:
            return True
    return False


def _generic_bases(bases):
    """Generic[T].__mro_entries__(bases), where it is not alone."""
    origins = [getattr(base, '__origin__', None) for base in bases]
    if origins.count(typing.Generic) > 1:
        raise TypeError('Cannot inherit from Generic[...] multiple times.')
    later = origins[origins.index(typing.Generic) + 1:]
    typed = any(issubclass(origin, typing.Generic) if isinstance(origin, type) else origin is not None
                for origin in later)
    return () if typed or typing.Protocol in bases else (typing.Generic,)


def _real_class(form):
    real = _real(form)
    if not isinstance(real, type):
        raise TypeError(f'{form!r} cannot be used with isinstance()')
    return real


def _has_instance(form, obj):
    return isinstance(obj, _real_class(form))


def _has_subclass(form, cls):
    return issubclass(cls, _real_class(form))


def get_origin(tp):
    if isinstance(tp, types.UnionType):
        return types.UnionType
    if repr(tp).startswith('typing.Annotated['):
        return typing.Annotated
    if isinstance(tp, types.GenericAlias):
        return _real(tp.__origin__)
    if tp is typing.Generic:
        return tp
    found = _real(tp)
    bare = found is not tp and isinstance(found, type)
    return found if bare else None


def _flat(members):
    """The members of a Union, those of Unions within it too, each once."""
    out = []
    for member in members:
        member = type(None) if member is None else member
        inner = get_args(member) if get_origin(member) in (typing.Union, types.UnionType) else (member,)
        out += [each for each in inner if each not in out]
    return tuple(out)


def get_args(tp):
    if isinstance(tp, types.UnionType):
        return tp.__args__
    if not isinstance(tp, types.GenericAlias):
        return ()
    form = _form_name(tp.__origin__)
    args = tuple([list(a) if type(a) is list else a for a in tp.__args__])
    if form in ('Literal', 'Annotated', 'Callable'):
        return args
    return tuple([type(None) if a is None else a for a in args])


class _Reader:
    """An annotation that is a text: names, dotted or with [...], joined by |; and literals."""

    def __init__(self, said, spaces):
        self.said, self.spaces, self.at = said, spaces, 0

    def fail(self):
        raise SyntaxError(f'Forward reference must be an expression -- got {self.said!r}')

    def see(self, mark):
        while self.said[self.at:self.at + 1].isspace():
            self.at += 1
        return self.said.startswith(mark, self.at)

    def take(self, mark):
        found = self.see(mark)
        self.at += len(mark) * found
        return found

    def word(self):
        end = self.at
        while end < len(self.said) and (self.said[end].isalnum() or self.said[end] == '_'):
            end += 1
        word = self.said[self.at:end]
        if not word:
            self.fail()
        self.at = end
        return word

    def whole(self):
        value = self.union()
        if not self.see('') or self.at < len(self.said):
            self.fail()
        return value

    def union(self):
        value = self.subscripted()
        while self.take('|'):
            value = value | self.subscripted()
        return value

    def subscripted(self):
        value = self.atom()
        while True:
            if self.take('['):
                items = self.items(']')
                value = value[items[0] if len(items) == 1 else tuple(items)]
            elif not self.see('...') and self.take('.'):
                value = getattr(value, self.word())
            else:
                return value

    def items(self, closer):
        items = []
        while not self.take(closer):
            items.append(self.union())
            if not self.take(',') and not self.see(closer):
                self.fail()
        return items

    def atom(self):
        if self.take('...'):
            return ...
        if self.take('['):
            return self.items(']')
        if self.take('('):
            value = self.union()
            return value if self.take(')') else self.fail()
        for quote in '\'"':
            if self.take(quote):
                end = self.said.find(quote, self.at)
                if end < 0:
                    self.fail()
                text, self.at = self.said[self.at:end], end + 1
                return text
        minus = self.take('-')
        self.see('')
        word = self.word()
        if word.isdigit():
            return -int(word) if minus else int(word)
        return self.fail() if minus else self.named(word)

    def named(self, word):
        if word in _CONSTANTS:
            return _CONSTANTS[word]
        for space in self.spaces:
            if word in space:
                return space[word]
        if word in _BUILTINS:
            return _BUILTINS[word]
        raise NameError(f'name {word!r} is not defined', name=word)


_CONSTANTS = {'None': None, 'True': True, 'False': False}
_BUILTINS = {made.__name__: made for made in (
    int, str, float, bool, bytes, bytearray, list, tuple, dict, set, frozenset, object, type,
    range, slice, property, BaseException, Exception)}


def _evaluated(said, space, local):
    value = said
    while isinstance(value, str):  # a quoted annotation below "from __future__ import annotations"
        value = _Reader(value, (local, space)).whole()
    return type(None) if value is None else value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if isinstance(obj, type):
        classes = [c for c in reversed(obj.__mro__) if '__annotations__' in c.__dict__]
        found = [c.__dict__['__annotations__'] for c in classes]
    elif hasattr(obj, '__annotations__'):
        while globalns is None and hasattr(obj, '__wrapped__'):
            obj = obj.__wrapped__
        found = [obj.__annotations__]
    elif isinstance(obj, (types.ModuleType, types.BuiltinFunctionType)):
        found = []
    else:
        raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    if globalns is None:
        import sys
        globalns = getattr(obj, '__globals__', None)
        if globalns is None:
            globalns = sys.modules['__main__'].__dict__ if '__main__' in sys.modules else {}
    hints = {}
    for annotations in found:
        for name, value in annotations.items():
            if value is None:
                value = type(None)
            if isinstance(value, str):
                value = _evaluated(value, globalns, localns or {})
            if not include_extras and repr(value).startswith('typing.Annotated['):
                value = value.__args__[0]
            hints[name] = value
    return hints


def get_overloads(func):
    return []


def clear_overloads():
    pass


def is_typeddict(tp):
    return isinstance(tp, type) and hasattr(tp, '__required_keys__')


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False,
                        frozen_default=False, field_specifiers=(), **kwargs):
    return lambda cls_or_fn: cls_or_fn


class ForwardRef:
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        self.__forward_arg__ = arg

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'


class IO:
    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass
