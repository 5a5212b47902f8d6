"""_protocols: typing.Protocol, a class that others fit by what they have, and typing's own ones."""

from abc import ABCMeta, abstractmethod
from typing import Generic, TypeVar

# What every class has, and so says nothing about what fits.
_OF_EVERY_CLASS = set('''
    __abstractmethods__ __annotations__ __dict__ __doc__ __init__ __module__ __qualname__ __new__
    __slots__ __subclasshook__ __weakref__ __class_getitem__ __match_args__ __static_attributes__
    __firstlineno__ __parameters__ __orig_bases__ __orig_class__ __type_params__ _is_protocol
    _is_runtime_protocol __protocol_attrs__ __non_callable_proto_members__ _abc_registry
    '''.split())

# Classes that are no protocols, but may be bases of one.
_ALLOWED = {
    'collections.abc': '''Callable Awaitable Iterable Iterator AsyncIterable AsyncIterator Hashable
        Sized Container Collection Reversible Buffer'''.split(),
    'contextlib': ['AbstractContextManager', 'AbstractAsyncContextManager'],
}


def _is_protocol(cls):
    return getattr(cls, '_is_protocol', False)


def _members(cls):
    """What a class must have to fit the protocol."""
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ('Protocol', 'Generic'):
            found |= {*base.__dict__, *base.__dict__.get('__annotations__', ())}
    return found - _OF_EVERY_CLASS


def _class_has(cls, name):
    """True if the class, or a protocol that it derives from, has the name, and not as None."""
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None
        if _is_protocol(cls) and name in base.__dict__.get('__annotations__', ()):
            return True
    return False


def _instance_has(instance, name, may_be_none):
    """The same of an object, without running code of its own."""
    own = getattr(instance, '__dict__', {})
    if name in own:
        return may_be_none or own[name] is not None
    for base in type(instance).__mro__:
        if name in base.__dict__:
            return may_be_none or base.__dict__[name] is not None
    return False


def _fits(cls, other):
    """The __subclasshook__ of a protocol."""
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    return all(_class_has(other, name) for name in cls.__protocol_attrs__) or NotImplemented


def _no_instances(self, *args, **kwargs):
    """The __init__ of a protocol; a class that derives from it has the next one instead."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    for base in cls.__mro__:
        init = base.__dict__.get('__init__', _no_instances)
        if init is not _no_instances:
            break
    cls.__init__ = init
    init(self, *args, **kwargs)


def _check_runtime(cls):
    if not getattr(cls, '_is_runtime_protocol', False):
        raise TypeError('Instance and class checks can only be used with @runtime_checkable '
                        'protocols')


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if bases != (Generic,) and Protocol in bases:
            for base in bases:
                if not (base in (object, Generic) or _is_protocol(base)
                        or base.__name__ in _ALLOWED.get(base.__module__, ())):
                    raise TypeError('Protocols can only inherit from other protocols, '
                                    f'got {base!r}')
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        super().__init__(*args)
        if _is_protocol(cls):
            cls.__protocol_attrs__ = _members(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return cls in other.__mro__
        if _is_protocol(cls):
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            _check_runtime(cls)
            plain = sorted(cls.__non_callable_proto_members__)
            if plain and cls.__dict__.get('__subclasshook__') is _hook:
                raise TypeError("Protocols with non-method members don't support issubclass(). "
                                f'Non-method members: {str(plain)[1:-1]}.')
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return cls in type(instance).__mro__
        if not _is_protocol(cls):
            return super().__instancecheck__(instance)
        _check_runtime(cls)
        return (super().__subclasscheck__(type(instance))
                or all(_instance_has(instance, name, name in cls.__non_callable_proto_members__)
                       for name in cls.__protocol_attrs__))


_hook = classmethod(_fits)


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = Protocol in cls.__bases__
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _hook
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_instances


def runtime_checkable(cls):
    if not (isinstance(cls, type) and _is_protocol(cls)):
        raise TypeError('@runtime_checkable can be only applied to protocol classes, '
                        f'got {cls!r}')
    cls._is_runtime_protocol = True
    cls.__non_callable_proto_members__ = {
        name for name in cls.__protocol_attrs__ if not callable(getattr(cls, name, None))}
    return cls


def is_protocol(tp, /):
    return isinstance(tp, type) and _is_protocol(tp) and tp is not Protocol


def get_protocol_members(tp, /):
    if not is_protocol(tp):
        raise TypeError(f'{tp!r} is not a Protocol')
    return frozenset(tp.__protocol_attrs__)


# -- Typing's own ------------------------------------------------------------------

_T = TypeVar('_T', covariant=True)


@runtime_checkable
class SupportsInt(Protocol):
    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __complex__(self):
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    __slots__ = ()

    @abstractmethod
    def __bytes__(self):
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs(Protocol[_T]):
    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> _T:
        pass


@runtime_checkable
class SupportsRound(Protocol[_T]):
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> _T:
        pass


for _made in (Protocol, runtime_checkable, is_protocol, get_protocol_members, SupportsInt,
              SupportsFloat, SupportsComplex, SupportsBytes, SupportsIndex, SupportsAbs,
              SupportsRound):
    _made.__module__ = 'typing'
