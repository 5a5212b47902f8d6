"""dataclasses: methods written from a class's annotations.

The methods are made as text and compiled, so that a call with the wrong arguments says what
it says of any function, and costs no more.
"""

import copy
import sys
import types

import _library

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY',
           'MISSING', 'fields', 'asdict', 'astuple', 'make_dataclass', 'replace',
           'is_dataclass']


class FrozenInstanceError(AttributeError):
    pass


# Each of these has one instance, which is compared by identity.
class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


class _MadeLater:
    # What the signature shows where a factory makes the default.
    def __repr__(self):
        return '<factory>'


MISSING, KW_ONLY, _MADE_LATER = _MISSING_TYPE(), _KW_ONLY_TYPE(), _MadeLater()


class _KIND:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _KIND('_FIELD')
_FIELD_CLASSVAR = _KIND('_FIELD_CLASSVAR')
_FIELD_INITVAR = _KIND('_FIELD_INITVAR')


class InitVar:
    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


_FIELD_SHOWN = ('name', 'type', 'default', 'default_factory', 'init', 'repr', 'hash',
                'compare')


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata,
                 kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        shown = [(name, repr(getattr(self, name))) for name in _FIELD_SHOWN]
        shown.append(('metadata', f'mappingproxy({self.metadata!r})'))
        shown.append(('kw_only', repr(self.kw_only)))
        shown.append(('_field_type', repr(self._field_type)))
        return f"Field({','.join(f'{name}={text}' for name, text in shown)})"


class _DataclassParams:
    def __init__(self, **options):
        self.__dict__.update(options)

    def __repr__(self):
        said = ','.join(f'{name}={value!r}' for name, value in self.__dict__.items())
        return f'_DataclassParams({said})'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# -- What the annotations say ----------------------------------------------------------

def _is_classvar(annotation):
    if isinstance(annotation, str):
        return annotation.startswith(('ClassVar', 'typing.ClassVar', 't.ClassVar'))
    typing = sys.modules.get('typing')
    if typing is None:
        return False
    return (annotation is typing.ClassVar
            or getattr(annotation, '__origin__', None) is typing.ClassVar)


def _is_initvar(annotation):
    if isinstance(annotation, str):
        return annotation.startswith(('InitVar', 'dataclasses.InitVar'))
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    if isinstance(annotation, str):
        return annotation in ('KW_ONLY', 'dataclasses.KW_ONLY')
    return annotation is KW_ONLY


def _get_field(cls, name, annotation, kw_only):
    default = cls.__dict__.get(name, MISSING)
    is_slot = isinstance(default, types.MemberDescriptorType)
    f = default if isinstance(default, Field) else field(
        default=MISSING if is_slot else default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _is_classvar(annotation):
        f._field_type = _FIELD_CLASSVAR
    elif _is_initvar(annotation):
        f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {f.default.__class__} for field {name} is not '
                         'allowed: use default_factory')
    return f


def _own_fields(cls, kw_only):
    found = []
    seen_kw_only = False
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        if _is_kw_only(annotation):
            if seen_kw_only:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been '
                                'specified')
            seen_kw_only = kw_only = True
            continue
        found.append(_get_field(cls, name, annotation, kw_only))
    return found


# -- Functions from text -----------------------------------------------------------------

def _make(cls, name, parameters, body, values):
    """The function [name] of [cls]; [values] are what its text names."""
    lines = [f'def make({", ".join(values)}):',
             f' def {name}({parameters}):']
    lines += ['  ' + line for line in body]
    lines.append(f' return {name}')
    function = _library.compile(cls.__module__, '\n'.join(lines) + '\n').make(*values.values())
    function.__qualname__ = f'{cls.__qualname__}.{name}'
    return function


def _store(f, value, frozen):
    if frozen:
        return f'BUILTIN_object.__setattr__(self,{f.name!r},{value})'
    return f'self.{f.name}={value}'


def _init_line(f, frozen, slots):
    default = f'dflt_{f.name}'
    if f.default_factory is not MISSING:
        value = f'{default}()'
        if f.init:
            value = f'{default}() if {f.name} is HAS_DEFAULT_FACTORY else {f.name}'
    elif f.init:
        value = f.name
    elif slots and f.default is not MISSING:
        value = default
    else:
        return None
    return None if f._field_type is _FIELD_INITVAR else _store(f, value, frozen)


def _init_parameter(f):
    if f.default_factory is not MISSING:
        return f'{f.name}=HAS_DEFAULT_FACTORY'
    if f.default is not MISSING:
        return f'{f.name}=dflt_{f.name}'
    return f.name


def _make_init(cls, all_fields, frozen, slots, self_name):
    fields_in = [f for f in all_fields if f.init]
    positional = [f for f in fields_in if not f.kw_only]
    keyword = [f for f in fields_in if f.kw_only]
    seen = None
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen = f
        elif seen:
            raise TypeError(f'non-default argument {f.name!r} follows default argument '
                            f'{seen.name!r}')
    values = {'HAS_DEFAULT_FACTORY': _MADE_LATER, 'BUILTIN_object': object}
    for f in all_fields:
        if f.default is not MISSING:
            values[f'dflt_{f.name}'] = f.default
        elif f.default_factory is not MISSING:
            values[f'dflt_{f.name}'] = f.default_factory
    lines = [line for line in (_init_line(f, frozen, slots) for f in all_fields) if line]
    if hasattr(cls, '__post_init__'):
        given = ','.join(f.name for f in all_fields if f._field_type is _FIELD_INITVAR)
        lines.append(f'self.__post_init__({given})')
    parameters = [self_name] + [_init_parameter(f) for f in positional]
    if keyword:
        parameters += ['*'] + [_init_parameter(f) for f in keyword]
    if self_name != 'self':
        lines = [line.replace('self.', self_name + '.', 1).replace('(self,', f'({self_name},')
                 for line in lines]
    init = _make(cls, '__init__', ', '.join(parameters), lines or ['pass'], values)
    init.__annotations__ = {f.name: f.type for f in fields_in}
    init.__annotations__['return'] = None
    return init


def _tuple_text(name, fields):
    return '(' + ''.join(f'{name}.{f.name},' for f in fields) + ')'


def _make_repr(cls, fields):
    said = ', '.join(f'{f.name}={{self.{f.name}!r}}' for f in fields)
    body = ['key = id(self)',
            "if key in running: return '...'",
            'running.add(key)',
            'try:',
            f" return self.__class__.__qualname__ + f'({said})'",
            'finally:',
            ' running.discard(key)']
    return _make(cls, '__repr__', 'self', body, {'running': set()})


def _make_eq(cls, fields):
    test = ' and '.join(f'self.{f.name}==other.{f.name}' for f in fields) or 'True'
    body = ['if self is other:',
            ' return True',
            'if other.__class__ is self.__class__:',
            f' return {test}',
            'return NotImplemented']
    return _make(cls, '__eq__', 'self,other', body, {})


def _make_order(cls, name, op, fields):
    body = ['if other.__class__ is self.__class__:',
            f' return {_tuple_text("self", fields)}{op}{_tuple_text("other", fields)}',
            'return NotImplemented']
    return _make(cls, name, 'self,other', body, {})


def _make_frozen(cls, fields):
    names = tuple(f.name for f in fields)
    values = {'cls': cls, 'names': names, 'FrozenInstanceError': FrozenInstanceError}
    setter = _make(cls, '__setattr__', 'self,name,value',
                   ['if type(self) is cls or name in names:',
                    " raise FrozenInstanceError(f'cannot assign to field {name!r}')",
                    'super(cls, self).__setattr__(name, value)'], values)
    deleter = _make(cls, '__delattr__', 'self,name',
                    ['if type(self) is cls or name in names:',
                     " raise FrozenInstanceError(f'cannot delete field {name!r}')",
                     'super(cls, self).__delattr__(name)'], values)
    return setter, deleter


def _set_new(cls, name, value):
    """True if the class has its own already."""
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


# -- The class -----------------------------------------------------------------------------

def _inherited_fields(cls):
    found = {}
    any_frozen, all_frozen, has_bases = False, None, False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, '__dataclass_fields__', None)
        if base_fields is None or '__dataclass_fields__' not in base.__dict__:
            continue
        has_bases = True
        for f in base_fields.values():
            found[f.name] = f
        frozen = base.__dataclass_params__.frozen
        any_frozen = any_frozen or frozen
        all_frozen = frozen if all_frozen is None else all_frozen and frozen
    return found, has_bases, any_frozen, all_frozen


def _settle_defaults(cls, own):
    for f in own:
        if not isinstance(getattr(cls, f.name, None), Field):
            continue
        if f.default is not MISSING:
            setattr(cls, f.name, f.default)
        else:
            delattr(cls, f.name)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in cls.__dict__.get('__annotations__', {}):
            raise TypeError(f'{name!r} is a field but has no type annotation')


def _add_hash(cls, params, fields, has_explicit_hash):
    hashed = [f for f in fields if (f.compare if f.hash is None else f.hash)]
    if params.unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
    elif not params.eq or not params.frozen:
        if params.eq and not has_explicit_hash:
            cls.__hash__ = None
        return
    elif has_explicit_hash:
        return
    cls.__hash__ = _make(cls, '__hash__', 'self',
                         [f'return hash({_tuple_text("self", hashed)})'], {})


def _with_slots(cls, own_names, inherited_names):
    namespace = dict(cls.__dict__)
    if '__slots__' in namespace:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace['__slots__'] = tuple(name for name in own_names if name not in inherited_names)
    for name in own_names:
        namespace.pop(name, None)
    namespace.pop('__dict__', None)
    namespace.pop('__weakref__', None)
    namespace['__qualname__'] = cls.__qualname__
    return type(cls)(cls.__name__, cls.__bases__, namespace)


def _type_text(annotation):
    if isinstance(annotation, type):
        return annotation.__name__
    return annotation if isinstance(annotation, str) else repr(annotation)


def _signature_text(cls, all_fields):
    said = []
    star = False
    positional = [f for f in all_fields if f.init and not f.kw_only]
    for f in positional + [f for f in all_fields if f.init and f.kw_only]:
        if f.kw_only and not star:
            star = True
            said.append('*')
        shown = f.type
        text = f'{f.name}: '
        text += repr(shown) if isinstance(shown, str) else _type_text(shown)
        if f.default is not MISSING:
            text += f' = {f.default!r}'
        elif f.default_factory is not MISSING:
            text += ' = <factory>'
        said.append(text)
    return f'{cls.__name__}({", ".join(said)})'


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
             weakref_slot):
    found, has_bases, any_frozen, all_frozen = _inherited_fields(cls)
    inherited_names = set(found)
    params = _DataclassParams(init=init, repr=repr, eq=eq, order=order,
                              unsafe_hash=unsafe_hash, frozen=frozen,
                              match_args=match_args, kw_only=kw_only, slots=slots,
                              weakref_slot=weakref_slot)
    cls.__dataclass_params__ = params
    own = _own_fields(cls, kw_only)
    for f in own:
        found[f.name] = f
    _settle_defaults(cls, own)
    if has_bases:
        if any_frozen and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not all_frozen and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    cls.__dataclass_fields__ = found
    explicit = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (explicit is MISSING
                             or (explicit is None and '__eq__' in cls.__dict__))
    if order and not eq:
        raise ValueError('eq must be true if order is true')

    all_fields = [f for f in found.values()
                  if f._field_type is _FIELD or f._field_type is _FIELD_INITVAR]
    fields = [f for f in all_fields if f._field_type is _FIELD]
    if init:
        self_name = '__dataclass_self__' if 'self' in found else 'self'
        _set_new(cls, '__init__', _make_init(cls, all_fields, frozen, slots, self_name))
    cls.__replace__ = _replace
    if repr:
        _set_new(cls, '__repr__', _make_repr(cls, [f for f in fields if f.repr]))
    compared = [f for f in fields if f.compare]
    if eq:
        _set_new(cls, '__eq__', _make_eq(cls, compared))
    if order:
        for name, op in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
            if _set_new(cls, name, _make_order(cls, name, op, compared)):
                raise TypeError(f'Cannot overwrite attribute {name} in class '
                                f'{cls.__name__}. Consider using functools.total_ordering')
    if frozen:
        for function in _make_frozen(cls, fields):
            if _set_new(cls, function.__name__, function):
                raise TypeError(f'Cannot overwrite attribute {function.__name__} in class '
                                f'{cls.__name__}')
    _add_hash(cls, params, fields, has_explicit_hash)
    if not getattr(cls, '__doc__'):
        cls.__doc__ = _signature_text(cls, all_fields)
    if match_args:
        _set_new(cls, '__match_args__',
                 tuple(f.name for f in all_fields if f.init and not f.kw_only))
    if slots:
        cls = _with_slots(cls, [f.name for f in fields], inherited_names)
    if hasattr(cls, '__abstractmethods__'):
        import abc
        abc.update_abstractmethods(cls)
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only,
                        slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


# -- What can be asked of one --------------------------------------------------------------

def fields(class_or_instance):
    found = getattr(class_or_instance, '__dataclass_fields__', None)
    if found is None:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, '__dataclass_fields__')


def _is_instance(obj):
    return hasattr(type(obj), '__dataclass_fields__')


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict_inner(obj, dict_factory)


def _asdict_inner(obj, dict_factory):
    if _is_instance(obj):
        return dict_factory([(f.name, _asdict_inner(getattr(obj, f.name), dict_factory))
                             for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_asdict_inner(item, dict_factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_asdict_inner(item, dict_factory) for item in obj])
    if isinstance(obj, dict):
        pairs = [(_asdict_inner(key, dict_factory), _asdict_inner(value, dict_factory))
                 for key, value in obj.items()]
        if hasattr(type(obj), 'default_factory'):
            result = type(obj)(getattr(obj, 'default_factory'))
            result.update(pairs)
            return result
        return type(obj)(pairs)
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    if _is_instance(obj):
        return tuple_factory([_astuple_inner(getattr(obj, f.name), tuple_factory)
                              for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_astuple_inner(item, tuple_factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_astuple_inner(item, tuple_factory) for item in obj])
    if isinstance(obj, dict):
        return type(obj)([(_astuple_inner(key, tuple_factory),
                           _astuple_inner(value, tuple_factory))
                          for key, value in obj.items()])
    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in self.__dataclass_fields__.values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f'field {f.name} is declared with init=False, it cannot be '
                                'specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True,
                   eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
                   kw_only=False, slots=False, weakref_slot=False, module=None):
    namespace = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            annotations[item] = 'typing.Any'
        else:
            annotations[item[0]] = item[1]
            if len(item) == 3:
                namespace[item[0]] = item[2]
    namespace['__annotations__'] = annotations
    namespace.setdefault('__module__', '__main__' if module is None else module)
    cls = type(cls_name, bases, namespace)
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
                     frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)
