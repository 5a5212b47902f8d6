"""copy: shallow and deep copies."""


class Error(Exception):
    pass


error = Error

_ATOMS = (type(None), int, float, bool, str, bytes, type, range, slice, property,
          type(Ellipsis), type(NotImplemented), type(len), type(lambda: None))


def _is_atom(x):
    return isinstance(x, _ATOMS)


def _blank(x):
    cls = type(x)
    for base, wanted in ((tuple, tuple), (str, str), (int, int), (float, float)):
        if isinstance(x, base):
            return base.__new__(cls, x)
    if isinstance(x, frozenset):
        return frozenset.__new__(cls, x)
    if isinstance(x, BaseException):
        new = cls.__new__(cls, *x.args)
        new.args = x.args
        return new
    return cls.__new__(cls)


def _state(x):
    return getattr(x, '__dict__', None)


def _check_copyable(x):
    name = type(x).__name__
    if name in ('generator', 'coroutine', 'async_generator', 'module', 'Task', 'Future'):
        raise TypeError(f"cannot pickle '{name}' object")


def _set_state(new, state):
    if state is None:
        return
    if hasattr(new, '__setstate__'):
        new.__setstate__(state)
    else:
        new.__dict__.update(state)


def _reduced(x, transform):
    """What __reduce__ or __getstate__ of the program's class asks for; None without one."""
    reduce = getattr(type(x), '__reduce__', None)
    if reduce is None or getattr(object, '__reduce__', None) is reduce:
        return None
    value = x.__reduce__()
    if isinstance(value, str):
        return x
    new = value[0](*[transform(argument) for argument in value[1]])
    if len(value) > 2:
        _set_state(new, transform(value[2]))
    return new


def copy(x):
    if _is_atom(x):
        return x
    if type(x) in (list, dict, set):
        return x.copy()
    if type(x) in (tuple, frozenset):
        return x
    method = getattr(type(x), '__copy__', None)
    if method is not None:
        return method(x)
    _check_copyable(x)
    if isinstance(x, BaseException) or not isinstance(x, (list, dict, set, tuple)):
        new = _reduced(x, lambda value: value)
        if new is not None:
            return new
    new = _blank(x)
    _fill(new, x, lambda value: value)
    return new


def _fill(new, x, transform):
    if isinstance(x, list):
        for item in x:
            new.append(transform(item))
    elif isinstance(x, dict):
        if hasattr(x, 'default_factory'):
            new.default_factory = x.default_factory
        for key, value in dict.items(x):
            new[transform(key)] = transform(value)
    elif isinstance(x, set):
        for item in x:
            new.add(transform(item))
    elif type(x).__name__ == 'deque':
        for item in x:
            new.append(transform(item))
    state = _state(x)
    if state:
        _set_state(new, {key: transform(value) for key, value in state.items()})
    for cls in type(x).__mro__:
        slots = cls.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(x, name):
                object.__setattr__(new, name, transform(getattr(x, name)))


def deepcopy(x, memo=None, _nil=[]):
    if memo is None:
        memo = {}
    if _is_atom(x):
        return x
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    new = _deep(x, memo)
    if new is not x:
        memo[id(x)] = new
        memo.setdefault(id(memo), []).append(x)
    return new


def _deep(x, memo):
    cls = type(x)
    if cls is list:
        new = []
        memo[id(x)] = new
        for item in x:
            new.append(deepcopy(item, memo))
        return new
    if cls is dict:
        new = {}
        memo[id(x)] = new
        for key, value in x.items():
            new[deepcopy(key, memo)] = deepcopy(value, memo)
        return new
    if cls is tuple or cls is frozenset:
        items = [deepcopy(item, memo) for item in x]
        known = memo.get(id(x))
        if known is not None:
            return known
        for old, item in zip(x, items):
            if old is not item:
                return cls(items)
        return x
    method = getattr(cls, '__deepcopy__', None)
    if method is not None:
        return method(x, memo)
    _check_copyable(x)
    if not isinstance(x, (list, dict, set, tuple)):
        new = _reduced(x, lambda value: deepcopy(value, memo))
        if new is not None:
            return new
    if isinstance(x, tuple):
        items = [deepcopy(item, memo) for item in x]
        return cls._make(items) if hasattr(cls, '_make') else cls(items)
    new = _blank(x)
    memo[id(x)] = new
    _fill(new, x, lambda value: deepcopy(value, memo))
    return new


def replace(obj, /, **changes):
    method = getattr(type(obj), '__replace__', None)
    if method is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return method(obj, **changes)
