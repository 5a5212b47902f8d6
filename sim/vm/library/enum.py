"""enum: classes whose attributes are a fixed set of members.

The metaclass takes the members out of the class body and makes an instance of each. What a
class looks up by value or by name is kept in two dicts of the class.
"""

__all__ = ['EnumType', 'EnumMeta', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag',
           'ReprEnum', 'auto', 'unique', 'property', 'verify', 'member', 'nonmember',
           'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP', 'global_enum',
           'EnumCheck', 'CONTINUOUS', 'NAMED_FLAGS', 'UNIQUE']

import types

_property = property


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class auto:
    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return f'auto({self.value!r})'

    def __or__(self, other):
        return _Combination(lambda left, right: left | right, self, other)

    def __and__(self, other):
        return _Combination(lambda left, right: left & right, self, other)

    def __xor__(self, other):
        return _Combination(lambda left, right: left ^ right, self, other)

    def __invert__(self):
        return _Combination(lambda value: ~value, self)

    def __ror__(self, other):
        return self | other

    def __rand__(self, other):
        return self & other

    def __rxor__(self, other):
        return self ^ other


class _Combination(auto):
    """What a class body computes from members that have no value yet."""

    def __init__(self, function, *operands):
        super().__init__()
        self.function, self.operands = function, operands


class property(_property):
    """An attribute of members that is no member itself."""


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_'


def _is_private(cls_name, name):
    return name.startswith(f'_{cls_name}__')


def _is_descriptor(value):
    return (isinstance(value, (types.FunctionType, staticmethod, classmethod, _property))
            or hasattr(value, '__get__') or hasattr(value, '__set__'))


def _is_member(cls_name, name, value, ignored):
    if isinstance(value, member):
        return True
    return not (_is_dunder(name) or _is_sunder(name) or _is_private(cls_name, name)
                or name in ignored or isinstance(value, nonmember) or _is_descriptor(value))


def _member_type(bases):
    """The type that members have beside the enum: int, str, ... or object."""
    for base in bases:
        for cls in base.__mro__:
            if cls is object or isinstance(cls, EnumType):
                continue
            if '__new__' in cls.__dict__ or cls in (int, float, str, tuple):
                return cls
    return object


def _first_enum(bases):
    for base in reversed(bases):
        if isinstance(base, EnumType):
            return base
    return None


def _resolve_auto(cls, name, value, count, last_values):
    """The value with each auto() in it replaced."""
    generate = cls._generate_next_value_

    def resolved(one):
        if isinstance(one, _Combination):
            return one.function(*map(resolved, one.operands))
        if isinstance(one, auto):
            if one.value is None:
                one.value = generate(name, 1, count, last_values[:])
            return one.value
        return one

    if type(value) is tuple:
        return tuple(resolved(one) for one in value)
    return resolved(value)


class EnumType(type):
    def __new__(metacls, cls_name, bases, namespace, *, boundary=None, _simple=False, **kwds):
        if not any(isinstance(base, EnumType) for base in bases):
            return super().__new__(metacls, cls_name, bases, namespace, **kwds)
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                kind = 'flag' if issubclass(base, _flag_class()) else 'enum'
                raise TypeError(f"<{kind} '{cls_name}'> cannot extend {base!r}")
        ignored = namespace.get('_ignore_', ())
        if isinstance(ignored, str):
            ignored = ignored.replace(',', ' ').split()
        members, rest = [], {}
        for name, value in namespace.items():
            if name in ignored or name == '_ignore_':
                continue
            if _is_member(cls_name, name, value, ignored):
                if name == 'mro':
                    raise ValueError("invalid enum member name(s) 'mro'")
                members.append((name, value.value if isinstance(value, member) else value))
            else:
                rest[name] = value.value if isinstance(value, nonmember) else value
        rest['_member_names_'] = []
        rest['_member_map_'] = {}
        rest['_value2member_map_'] = {}
        rest['_unhashable_'] = []
        rest['_member_type_'] = _member_type(bases)
        rest['_new_'] = None
        rest['_use_args_'] = '__new__' in namespace
        maker = rest.pop('__new__', None)
        generate = rest.get('_generate_next_value_')
        if isinstance(generate, types.FunctionType):
            rest['_generate_next_value_'] = staticmethod(generate)
        cls = super().__new__(metacls, cls_name, bases, rest, **kwds)
        if maker is not None:
            type.__setattr__(cls, '_new_', staticmethod(maker))
        else:
            for base in cls.__mro__[1:]:
                found = base.__dict__.get('_new_')
                if found is not None:
                    type.__setattr__(cls, '_new_', found)
                    break
        EnumType._prefer_enum(cls, bases)
        if boundary is not None:
            type.__setattr__(cls, '_boundary_', boundary)
        last_values = []
        for name, value in members:
            value = _resolve_auto(cls, name, value, len(last_values), last_values)
            metacls._add(cls, name, value)
            last_values.append(cls._member_map_[name]._value_)
        if issubclass(cls, _flag_class()):
            metacls._finish_flag(cls)
        return cls

    def __init__(cls, *args, **kwds):
        pass

    def _add(cls, name, value):
        member_type = cls._member_type_
        args = value if isinstance(value, tuple) and member_type is not tuple else (value,)
        if cls._new_ is not None:
            new = cls._new_(cls, *args)
            if not hasattr(new, '_value_'):
                object.__setattr__(new, '_value_', value)
        elif member_type is object:
            new = object.__new__(cls)
            object.__setattr__(new, '_value_', value)
        else:
            new = member_type.__new__(cls, *args)
            if not hasattr(new, '_value_'):
                made = value if member_type is tuple else member_type(*args)
                object.__setattr__(new, '_value_', made)
        value = new._value_
        object.__setattr__(new, '_name_', name)
        object.__setattr__(new, '_sort_order_', len(cls._member_names_))
        new.__init__(*args)
        value = new._value_
        known = EnumType._find(cls, value)
        if known is not None and known._value_ == value:
            type.__setattr__(cls, name, known)
            cls._member_map_[name] = known
            return
        type.__setattr__(cls, name, new)
        cls._member_map_[name] = new
        if not (isinstance(new, _flag_class()) and not _is_single_bit(value)):
            cls._member_names_.append(name)
        try:
            cls._value2member_map_[value] = new
        except TypeError:
            cls._unhashable_.append((value, new))

    def _prefer_enum(cls, bases):
        """What a type beside the enum says of its texts does not hide the enum's own."""
        first = _first_enum(bases)
        ordinary = cls._member_type_.__mro__
        for name in ('__repr__', '__str__', '__format__'):
            for owner in cls.__mro__:
                if name in owner.__dict__:
                    break
            if owner in ordinary:
                type.__setattr__(cls, name, getattr(first, name))

    def _find(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for known, found in cls._unhashable_:
                if known == value:
                    return found
        return None

    def _finish_flag(cls):
        bits = 0
        for found in cls._member_map_.values():
            bits |= int(found._value_)
        type.__setattr__(cls, '_flag_mask_', bits)

    def __call__(cls, value=_property, names=_property, *values, module=None, qualname=None,
                 type=None, start=1, boundary=None):
        if value is _property:
            raise TypeError(f"{cls.__name__}.__new__() missing 1 required positional "
                            "argument: 'value'")
        if not cls._member_map_ and names is not _property:
            return EnumType._create(cls, value, names, type, start, boundary)
        if names is not _property:
            value = (value, names) + values
        if value.__class__ is cls:
            return value
        found = EnumType._find(cls, value)
        if found is not None:
            return found
        if not cls._member_map_:
            raise TypeError(f'{cls!r} has no members')
        return EnumType._missing_value(cls, value)

    def _missing_value(cls, value):
        error = None
        try:
            found = cls._missing_(value)
        except Exception as e:
            error = e
            found = None
        if isinstance(found, cls):
            return found
        failed = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        if error is not None:
            raise error
        if found is None:
            raise failed
        raise TypeError(f'error in {cls.__name__}._missing_: returned {found!r} instead of '
                        'None or a valid member')

    def _create(cls, class_name, names, mixin, start, boundary):
        metacls = cls.__class__
        bases = (cls,) if mixin is None else (mixin, cls)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        namespace = {'__module__': '__main__', '__qualname__': class_name}
        last_values = []
        if isinstance(names, dict):
            names = list(names.items())
        for i, item in enumerate(names):
            if isinstance(item, str):
                name = item
                value = cls._generate_next_value_(name, start, i, last_values[:])
            else:
                name, value = item
            last_values.append(value)
            namespace[name] = value
        return metacls(class_name, bases, namespace)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {name!r}.')
        super().__delattr__(name)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if EnumType._find(cls, value) is not None:
            return True
        if issubclass(cls, _flag_class()):
            try:
                return isinstance(cls._missing_(value), cls)
            except ValueError:
                return False
        return False

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __dir__(cls):
        return sorted(list(cls._member_names_) + ['__class__', '__contains__', '__doc__',
                      '__getitem__', '__iter__', '__len__', '__members__', '__module__',
                      '__name__', '__qualname__'])

    @_property
    def __members__(cls):
        return types.MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = 'flag' if _flag_class() in cls.__mro__ else 'enum'
        return f"<{kind} '{cls.__name__}'>"


EnumMeta = EnumType


def _flag_class():
    return _flags[0] if _flags else _NoFlag


class _NoFlag:
    pass


_flags = []


def _is_single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


class Enum(metaclass=EnumType):
    _member_names_ = []
    _member_map_ = {}
    _value2member_map_ = {}
    _unhashable_ = []
    _member_type_ = object
    _new_ = None

    def __new__(cls, value):
        return EnumType.__call__(cls, value)

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return max(last_values) + 1
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        cls = self.__class__
        value_repr = repr
        if cls._member_type_ is not object and '__repr__' in cls._member_type_.__dict__:
            value_repr = cls._member_type_.__repr__
        if cls._member_type_ in (int, float, str, tuple) or cls._member_type_ is object:
            value_repr = repr
        return f'<{cls.__name__}.{self._name_}: {value_repr(self._value_)}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__class__, (self._value_,)

    def __dir__(self):
        return sorted(['__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name',
                       'value'])

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


class ReprEnum(Enum):
    """An enum whose str() and format() are those of the type beside it."""


class IntEnum(int, ReprEnum):
    __str__ = int.__repr__
    __format__ = int.__format__
    __hash__ = int.__hash__


class StrEnum(str, ReprEnum):
    __str__ = str.__str__
    __format__ = str.__format__
    __hash__ = str.__hash__

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = 'strict'
    CONFORM = 'conform'
    EJECT = 'eject'
    KEEP = 'keep'


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    _flag_mask_ = 0

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        highest = max(last_values)
        return 2 ** highest.bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        mask = cls._flag_mask_
        full = (1 << mask.bit_length()) - 1
        if value < 0:
            value = full + 1 + value
        if value & ~mask:
            if cls._boundary_ is STRICT or cls._boundary_ is CONFORM:
                if cls._boundary_ is STRICT:
                    size = max(value.bit_length(), mask.bit_length())
                    raise ValueError(
                        f'{cls!r} invalid value {value!r}\n'
                        f'    given {_bin(value, size)}\n'
                        f'  allowed {_bin(mask, size)}')
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
        if cls._member_type_ is object:
            new = object.__new__(cls)
        else:
            new = cls._member_type_.__new__(cls, value)
        object.__setattr__(new, '_value_', value)
        names = [m._name_ for m in cls if m._value_ & value]
        object.__setattr__(new, '_name_', '|'.join(names) or None)
        unknown = value & ~mask
        if unknown and new._name_:
            object.__setattr__(new, '_name_', f'{new._name_}|{unknown}')
        cls._value2member_map_[value] = new
        return new

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                f"{self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for m in self.__class__:
            if m._value_ & self._value_:
                yield m

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f'<{name}: {self._value_!r}>'
        return f'<{name}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        if self._name_ is None:
            return f'{self.__class__.__name__}({self._value_!r})'
        return f'{self.__class__.__name__}.{self._name_}'

    def __bool__(self):
        return bool(self._value_)

    def _operand(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        value = self._operand(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._operand(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._operand(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ ^ value)

    def __invert__(self):
        return self.__class__(self._flag_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


_flags.append(Flag)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    __str__ = int.__repr__
    __format__ = int.__format__
    __hash__ = int.__hash__
    __repr__ = Flag.__repr__
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __bool__ = Flag.__bool__
    __contains__ = Flag.__contains__
    __iter__ = Flag.__iter__
    __len__ = Flag.__len__


def _bin(value, size):
    digits = format(value, 'b')
    return '0b0 ' + '0' * (size - len(digits)) + digits


def unique(enumeration):
    duplicates = [f'{name} -> {found._name_}'
                  for name, found in enumeration.__members__.items() if name != found._name_]
    if duplicates:
        raise ValueError(f'duplicate values found in {enumeration!r}: '
                         f'{", ".join(duplicates)}')
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                duplicates = [f'{name} -> {found._name_}' for name, found
                              in enumeration.__members__.items() if name != found._name_]
                if duplicates:
                    raise ValueError(f'aliases found in {enumeration!r}: '
                                     f'{", ".join(duplicates)}')
            elif check is CONTINUOUS:
                values = sorted(m.value for m in enumeration)
                missing = [v for v in range(values[0], values[-1]) if v not in values]
                if missing:
                    said = ', '.join(str(v) for v in missing)
                    raise ValueError(f'invalid {enumeration!r}: missing values {said}')
        return enumeration


def global_enum(cls):
    return cls
