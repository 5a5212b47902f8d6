"""uuid: identifiers. Those of chance come from the scenario's seed, the same in each run."""

import random as _random

import _library

_chance = _random.Random(f'uuid {_library.seed()}')


RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    'reserved for NCS compatibility', 'specified in RFC 4122',
    'reserved for Microsoft compatibility', 'reserved for future definition']


class UUID:
    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None,
                 version=None, *, is_safe=None):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must '
                            'be given')
        if hex is not None:
            int = _number_of_text(hex)
        elif fields is not None:
            int = _number_of_fields(fields)
        elif int is None:
            int = _number_of_bytes(bytes, bytes_le)
        if not 0 <= int < 1 << 128:
            raise ValueError('int is out of range (need a 128-bit value)')
        digits = f'{int:032x}'
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError('illegal version number')
            digits = _with_version(digits, version)
        object.__setattr__(self, 'hex', digits)
        if is_safe is not None:
            object.__setattr__(self, '_is_safe', is_safe)

    @property
    def is_safe(self):
        safe = self.__dict__.get('_is_safe')
        if safe is None:
            from _uuid_safety import SafeUUID
            safe = SafeUUID.unknown
        return safe

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __str__(self):
        h = self.hex
        return f'{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}'

    def __repr__(self):
        return f'UUID({str(self)!r})'

    def __eq__(self, other):
        return self.hex == other.hex if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.hex < other.hex if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.hex <= other.hex if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.hex > other.hex if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.hex >= other.hex if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.hex)

    def __int__(self):
        return self.int

    @property
    def int(self):
        return int(self.hex, 16)

    @property
    def version(self):
        return int(self.hex[12], 16) if self.variant == RFC_4122 else None

    @property
    def urn(self):
        return f'urn:uuid:{self}'

    @property
    def time_low(self):
        return self.int >> 96

    @property
    def time_mid(self):
        return self.int >> 80 & 0xffff

    @property
    def time_hi_version(self):
        return self.int >> 64 & 0xffff

    @property
    def clock_seq_hi_variant(self):
        return self.int >> 56 & 0xff

    @property
    def clock_seq_low(self):
        return self.int >> 48 & 0xff

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3f) << 8 | self.clock_seq_low

    @property
    def time(self):
        return (self.time_hi_version & 0x0fff) << 48 | self.time_mid << 32 | self.time_low

    @property
    def fields(self):
        return (self.time_low, self.time_mid, self.time_hi_version, self.clock_seq_hi_variant,
                self.clock_seq_low, self.node)

    @property
    def bytes(self):
        return b''.fromhex(self.hex)

    @property
    def bytes_le(self):
        whole = self.bytes
        return whole[3::-1] + whole[5:3:-1] + whole[7:5:-1] + whole[8:]

    @property
    def variant(self):
        top = self.clock_seq_hi_variant
        if not top & 0x80:
            return RESERVED_NCS
        if not top & 0x40:
            return RFC_4122
        return RESERVED_MICROSOFT if not top & 0x20 else RESERVED_FUTURE

    @property
    def node(self):
        return self.int & ((1 << 48) - 1)


def _number_of_text(text):
    digits = text.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
    if len(digits) != 32:
        raise ValueError('badly formed hexadecimal UUID string')
    return int(digits, 16)


def _number_of_bytes(whole, mixed):
    if mixed is not None:
        if len(mixed) != 16:
            raise ValueError('bytes_le is not a 16-char string')
        whole = mixed[3::-1] + mixed[5:3:-1] + mixed[7:5:-1] + mixed[8:]
    elif len(whole) != 16:
        raise ValueError('bytes is not a 16-char string')
    return int.from_bytes(whole, 'big')


def _number_of_fields(fields):
    if len(fields) != 6:
        raise ValueError('fields is not a 6-tuple')
    number = 0
    for at, (value, bits) in enumerate(zip(fields, (32, 16, 16, 8, 8, 48)), 1):
        if not 0 <= value < 1 << bits:
            article = 'an' if bits == 8 else 'a'
            raise ValueError(f'field {at} out of range (need {article} {bits}-bit value)')
        number = number << bits | value
    return number


def _with_version(digits, version):
    variant = '89ab'['0123456789abcdef'.index(digits[16]) & 3]
    return f'{digits[:12]}{version:x}{digits[13:16]}{variant}{digits[17:]}'


def _digits():
    return ''.join([_chance.choice('0123456789abcdef') for _ in range(32)])


def uuid4():
    return UUID(hex=_with_version(_digits(), 4))


def uuid1(node=None, clock_seq=None):
    return UUID(hex=_with_version(_digits(), 1))


def getnode():
    return 0x020000000001


NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
