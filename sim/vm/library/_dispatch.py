"""_dispatch: the generic functions of functools, and partial methods."""

import types
import typing
from functools import partial, update_wrapper


def _nearest(registry, cls):
    """The implementation of the class that comes first in the row of [cls]'s bases."""
    for base in cls.__mro__:
        if base in registry and base is not object:
            return registry[base]
    # Classes that are bases by their methods only: those of collections.abc.
    fits = [known for known in registry if known is not object and _is_below(cls, known)]
    best = None
    for known in fits:
        if best is None or _is_below(known, best):
            best = known
        elif not _is_below(best, known):
            raise RuntimeError(f'Ambiguous dispatch: {best} or {known}')
    return registry[best] if best is not None else registry.get(object)


def _is_below(cls, other):
    try:
        return issubclass(cls, other)
    except TypeError:
        return False


def _is_union(cls):
    return isinstance(cls, types.UnionType) or repr(cls).startswith('typing.Union')


def _is_dispatchable(cls):
    if isinstance(cls, type) and not isinstance(cls, types.GenericAlias):
        return True
    return _is_union(cls) and all(isinstance(part, type) for part in cls.__args__)


def _annotated_class(func):
    annotations = getattr(func, '__annotations__', {})
    if not annotations:
        raise TypeError(f'Invalid first argument to `register()`: {func!r}. Use either '
                        '`@register(some_class)` or plain `@register` on an annotated '
                        'function.')
    name, cls = next(iter(annotations.items()))
    if isinstance(cls, str):
        cls = typing.get_type_hints(func)[name]
    if not _is_dispatchable(cls):
        if _is_union(cls):
            raise TypeError(f'Invalid annotation for {name!r}. {cls!r} not all arguments '
                            'are classes.')
        raise TypeError(f'Invalid annotation for {name!r}. {cls!r} is not a class.')
    return cls


def singledispatch(func):
    registry = {}
    cache = {}

    def dispatch(cls):
        if cls not in cache:
            cache[cls] = _nearest(registry, cls)
        return cache[cls]

    def register(cls, func=None):
        if _is_dispatchable(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError('Invalid first argument to `register()`. '
                                f'{cls!r} is not a class or union type.')
            func = cls
            cls = _annotated_class(func)
        for part in cls.__args__ if _is_union(cls) else (cls,):
            registry[part] = func
        cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, '__name__', 'singledispatch function')
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = types.MappingProxyType(registry)
    wrapper._clear_cache = cache.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, '__name__', 'singledispatchmethod method')

        def method(*args, **kwargs):
            if not args:
                raise TypeError(f'{name} requires at least 1 positional argument')
            found = dispatch(args[0].__class__)
            return found.__get__(obj, cls)(*args, **kwargs)

        method.__isabstractmethod__ = getattr(self.func, '__isabstractmethod__', False)
        method.register = self.register
        update_wrapper(method, self.func)
        return method


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        said = [repr(self.func), *map(repr, self.args)]
        said += [f'{name}={value!r}' for name, value in self.keywords.items()]
        return f"functools.partialmethod({', '.join(said)})"

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                return partial(bound, *self.args, **self.keywords)

        def method(first, /, *args, **kwargs):
            return self.func(first, *self.args, *args, **{**self.keywords, **kwargs})

        return method.__get__(obj, cls) if obj is not None else method


for _thing in (singledispatch, singledispatchmethod, partialmethod):
    _thing.__module__ = 'functools'
del _thing
