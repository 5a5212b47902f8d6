"""_bytes: the types bytes and bytearray, for the little that lessons want of them.

The bytes stand in a str of the code points 0 to 255: most methods are that str's own.
"""

_ESCAPES = {'\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\'}


def _shown(text):
    quote = '"' if "'" in text and '"' not in text else "'"
    out = []
    for c in text:
        if c in _ESCAPES:
            out.append(_ESCAPES[c])
        elif c == quote:
            out.append('\\' + c)
        elif ' ' <= c <= '~':
            out.append(c)
        else:
            out.append(f'\\x{ord(c):02x}')
    return f'b{quote}{"".join(out)}{quote}'


def _ascii(method):
    """A change of letters leaves all but those of ASCII alone."""
    def changed(self):
        return type(self)._of(''.join([method(c) if c < '\x80' else c for c in self._text]))
    return changed


def _byte(value):
    if not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if not 0 <= value <= 255:
        raise ValueError('bytes must be in range(0, 256)')
    return chr(value)


def _text_of(value, what='a bytes-like object is required'):
    if isinstance(value, (bytes, bytearray)):
        return value._text
    raise TypeError(f"{what}, not '{type(value).__name__}'")


def _sub(value):
    """What is looked for: bytes, or one as an int."""
    if isinstance(value, int):
        if not 0 <= value <= 255:
            raise ValueError('byte must be in range(0, 256)')
        return chr(value)
    if isinstance(value, (bytes, bytearray)):
        return value._text
    raise TypeError("argument should be integer or bytes-like object, not "
                    f"'{type(value).__name__}'")


def _affix(value, name):
    if isinstance(value, tuple):
        return tuple([_text_of(one) for one in value])
    if isinstance(value, (bytes, bytearray)):
        return value._text
    raise TypeError(f'{name} first arg must be bytes or a tuple of bytes, not '
                    f'{type(value).__name__}')


def _made(cls, source, encoding, errors):
    if isinstance(source, str):
        if encoding is None:
            raise TypeError('string argument without an encoding')
        return encode(source, encoding, errors)._text
    if encoding is not None:
        raise TypeError('encoding without a string argument')
    if isinstance(source, (bytes, bytearray)):
        return source._text
    if isinstance(source, int):
        if source < 0:
            raise ValueError('negative count')
        return '\0' * source
    method = getattr(type(source), '__bytes__', None)
    if method is not None:
        return method(source)._text
    try:
        items = iter(source)
    except TypeError:
        raise TypeError(f"cannot convert '{type(source).__name__}' object to "
                        f"{cls.__name__}") from None
    return ''.join([_byte(value) for value in items])


class _Common:
    __slots__ = ()

    @classmethod
    def _of(cls, text):
        self = object.__new__(cls)
        object.__setattr__(self, '_text', text)
        return self

    @classmethod
    def fromhex(cls, string, /):
        digits = ''.join(string.split())
        text = []
        for i in range(0, len(digits), 2):
            try:
                text.append(chr(int(digits[i:i + 2], 16)))
            except ValueError:
                text = None
                break
        if text is None or len(digits) % 2:
            raise ValueError('non-hexadecimal number found in fromhex() arg at position '
                             f'{len(digits) if text else i}')
        return cls._of(''.join(text))

    def hex(self, sep=None, bytes_per_sep=1):
        digits = [f'{ord(c):02x}' for c in self._text]
        if sep is None:
            return ''.join(digits)
        sep = sep if isinstance(sep, str) else sep.decode()
        groups, end = [], len(digits)
        while end > 0:
            groups.append(''.join(digits[max(end - bytes_per_sep, 0):end]))
            end -= bytes_per_sep
        return sep.join(reversed(groups))

    def decode(self, encoding='utf-8', errors='strict'):
        return _decode(self._text, encoding, errors)

    def __len__(self):
        return len(self._text)

    def __iter__(self):
        return map(ord, self._text)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._of(self._text[index])
        if isinstance(index, int) and not -len(self._text) <= index < len(self._text):
            name = 'bytearray index' if isinstance(self, bytearray) else 'index'
            raise IndexError(f'{name} out of range')
        return ord(self._text[index])

    def __contains__(self, item):
        return _sub(item) in self._text

    def __add__(self, other):
        if not isinstance(other, (bytes, bytearray)):
            raise TypeError(f"can't concat {type(other).__name__} to {type(self).__name__}")
        return self._of(self._text + other._text)

    def __mul__(self, times):
        if not isinstance(times, int):
            raise TypeError("can't multiply sequence by non-int of type "
                            f"'{type(times).__name__}'")
        return self._of(self._text * times)

    __rmul__ = __mul__

    def __mod__(self, values):
        if not isinstance(values, tuple):
            values = (values,)
        values = tuple([v._text if isinstance(v, (bytes, bytearray)) else v for v in values])
        return self._of(self._text % values)

    def _known(self, other):
        return isinstance(other, (bytes, bytearray))

    def __eq__(self, other):
        return self._text == other._text if self._known(other) else NotImplemented

    def __lt__(self, other):
        return self._text < other._text if self._known(other) else NotImplemented

    def __le__(self, other):
        return self._text <= other._text if self._known(other) else NotImplemented

    def __gt__(self, other):
        return self._text > other._text if self._known(other) else NotImplemented

    def __ge__(self, other):
        return self._text >= other._text if self._known(other) else NotImplemented

    def count(self, sub, *bounds):
        return self._text.count(_sub(sub), *bounds)

    def find(self, sub, *bounds):
        return self._text.find(_sub(sub), *bounds)

    def rfind(self, sub, *bounds):
        return self._text.rfind(_sub(sub), *bounds)

    def index(self, sub, *bounds):
        found = self.find(sub, *bounds)
        if found < 0:
            raise ValueError('subsection not found')
        return found

    def rindex(self, sub, *bounds):
        found = self.rfind(sub, *bounds)
        if found < 0:
            raise ValueError('subsection not found')
        return found

    def expandtabs(self, tabsize=8):
        return self._of(self._text.expandtabs(tabsize))

    @staticmethod
    def maketrans(frm, to, /):
        old, new = _text_of(frm), _text_of(to)
        if len(old) != len(new):
            raise ValueError('maketrans arguments must have same length')
        return bytes([ord(dict(zip(old, new)).get(chr(i), chr(i))) for i in range(256)])

    def translate(self, table, /, delete=''):  # no bytes before this module is there
        gone = delete and _text_of(delete)
        left = [c for c in self._text if c not in gone]
        if table is not None:
            known = _text_of(table)
            if len(known) != 256:
                raise ValueError('translation table must be 256 characters long')
            left = [known[ord(c)] for c in left]
        return self._of(''.join(left))

    def startswith(self, prefix, *bounds):
        return self._text.startswith(_affix(prefix, 'startswith'), *bounds)

    def endswith(self, suffix, *bounds):
        return self._text.endswith(_affix(suffix, 'endswith'), *bounds)

    def replace(self, old, new, count=-1):
        return self._of(self._text.replace(_text_of(old), _text_of(new), count))

    def _spaces(self, chars):
        return ' \t\n\r\x0b\x0c' if chars is None else _text_of(chars)

    def strip(self, chars=None):
        return self._of(self._text.strip(self._spaces(chars)))

    def lstrip(self, chars=None):
        return self._of(self._text.lstrip(self._spaces(chars)))

    def rstrip(self, chars=None):
        return self._of(self._text.rstrip(self._spaces(chars)))

    def removeprefix(self, prefix):
        return self._of(self._text.removeprefix(_text_of(prefix)))

    def removesuffix(self, suffix):
        return self._of(self._text.removesuffix(_text_of(suffix)))

    def split(self, sep=None, maxsplit=-1):
        sep = None if sep is None else _text_of(sep)
        return [self._of(part) for part in self._text.split(sep, maxsplit)]

    def rsplit(self, sep=None, maxsplit=-1):
        sep = None if sep is None else _text_of(sep)
        return [self._of(part) for part in self._text.rsplit(sep, maxsplit)]

    def partition(self, sep):
        return tuple([self._of(part) for part in self._text.partition(_text_of(sep))])

    def rpartition(self, sep):
        return tuple([self._of(part) for part in self._text.rpartition(_text_of(sep))])

    def splitlines(self, keepends=False):
        lines = self._text.replace('\r\n', '\n').replace('\r', '\n').split('\n')
        if not lines[-1]:
            lines.pop()
        return [self._of(line + '\n' if keepends else line) for line in lines]

    def join(self, parts):
        texts = []
        for i, part in enumerate(parts):
            if not isinstance(part, (bytes, bytearray)):
                raise TypeError(f'sequence item {i}: expected a bytes-like object, '
                                f'{type(part).__name__} found')
            texts.append(part._text)
        return self._of(self._text.join(texts))

    def center(self, width, fillbyte=None):
        return self._of(self._text.center(width, fillbyte._text if fillbyte else ' '))

    def ljust(self, width, fillbyte=None):
        return self._of(self._text.ljust(width, fillbyte._text if fillbyte else ' '))

    def rjust(self, width, fillbyte=None):
        return self._of(self._text.rjust(width, fillbyte._text if fillbyte else ' '))

    def zfill(self, width):
        return self._of(self._text.zfill(width))

    upper = _ascii(str.upper)
    lower = _ascii(str.lower)
    swapcase = _ascii(str.swapcase)

    def title(self):
        return self._of(self._text.title() if self._text.isascii() else self._text)

    def capitalize(self):
        return self._of(self._text[:1].upper() + self._text[1:].lower())

    def isascii(self):
        return self._text.isascii()

    def isdigit(self):
        return self._text.isascii() and self._text.isdigit()

    def isalpha(self):
        return self._text.isascii() and self._text.isalpha()

    def isalnum(self):
        return self._text.isascii() and self._text.isalnum()

    def isspace(self):
        return self._text.isascii() and self._text.isspace()

    def isupper(self):
        return self._text.isascii() and self._text.isupper()

    def istitle(self):
        return self._text.isascii() and self._text.istitle()

    def islower(self):
        return self._text.isascii() and self._text.islower()

    def __copy__(self):
        return self._of(self._text)

    def __deepcopy__(self, memo):
        return self._of(self._text)


class bytes(_Common):
    __module__ = 'builtins'
    __slots__ = ('_text',)

    def __new__(cls, source=(), encoding=None, errors='strict'):
        return cls._of(_made(cls, source, encoding, errors))

    def __setattr__(self, name, value):
        raise AttributeError(f"'bytes' object has no attribute '{name}'")

    def __repr__(self):
        return _shown(self._text)

    def __hash__(self):
        return hash(self._text)

    def __bytes__(self):
        return self


class bytearray(_Common):
    __module__ = 'builtins'
    __slots__ = ('_text',)
    __hash__ = None

    def __new__(cls, source=(), encoding=None, errors='strict'):
        return cls._of(_made(cls, source, encoding, errors))

    def __repr__(self):
        return f'bytearray({_shown(self._text)})'

    def __setitem__(self, index, value):
        items = list(self._text)
        items[index] = _text_of(value) if isinstance(index, slice) else _byte(value)
        self._text = ''.join(items)

    def __delitem__(self, index):
        items = list(self._text)
        del items[index]
        self._text = ''.join(items)

    def __iadd__(self, other):
        self._text += _text_of(other)
        return self

    def append(self, item):
        self._text += _byte(item)

    def extend(self, items):
        self._text += _made(type(self), items, None, 'strict')

    def insert(self, index, item):
        items = list(self._text)
        items.insert(index, _byte(item))
        self._text = ''.join(items)

    def pop(self, index=-1):
        items = list(self._text)
        if not items:
            raise IndexError('pop from empty bytearray')
        item = items.pop(index)
        self._text = ''.join(items)
        return ord(item)

    def remove(self, item):
        at = self._text.find(_byte(item))
        if at < 0:
            raise ValueError('value not found in bytearray')
        self._text = self._text[:at] + self._text[at + 1:]

    def clear(self):
        self._text = ''

    def reverse(self):
        self._text = self._text[::-1]

    def copy(self):
        return self._of(self._text)


# -- Encodings -----------------------------------------------------------------------------

def _name(encoding):
    name = encoding.lower().replace('_', '-')
    names = {'utf8': 'utf-8', 'u8': 'utf-8', 'latin1': 'latin-1', 'iso-8859-1': 'latin-1',
             'l1': 'latin-1', 'us-ascii': 'ascii'}
    name = names.get(name, name)
    if name not in ('utf-8', 'latin-1', 'ascii'):
        raise LookupError(f'unknown encoding: {encoding}')
    return name


def _utf8_of(c):
    code = ord(c)
    if code < 0x80:
        return c
    if code < 0x800:
        return chr(0xc0 | code >> 6) + chr(0x80 | code & 63)
    if code < 0x10000:
        return chr(0xe0 | code >> 12) + chr(0x80 | code >> 6 & 63) + chr(0x80 | code & 63)
    return (chr(0xf0 | code >> 18) + chr(0x80 | code >> 12 & 63)
            + chr(0x80 | code >> 6 & 63) + chr(0x80 | code & 63))


def encode(text, encoding='utf-8', errors='strict'):
    name = _name(encoding)
    if text.isascii():
        return bytes._of(text)
    if name == 'utf-8':
        return bytes._of(''.join([_utf8_of(c) for c in text]))
    limit = 256 if name == 'latin-1' else 128
    out = []
    for i, c in enumerate(text):
        if ord(c) < limit:
            out.append(c)
        elif errors == 'replace':
            out.append('?')
        elif errors == 'xmlcharrefreplace':
            out.append(f'&#{ord(c)};')
        elif errors != 'ignore':
            raise UnicodeEncodeError(name, text, i, i + 1,
                                     f'ordinal not in range({limit})')
    return bytes._of(''.join(out))


def _lead(code):
    """How many bytes begin with this one, and its own bits."""
    if 0xc2 <= code < 0xe0:
        return 2, code & 31
    if 0xe0 <= code < 0xf0:
        return 3, code & 15
    if 0xf0 <= code < 0xf5:
        return 4, code & 7
    return 0, 0


def _decode(text, encoding, errors):
    name = _name(encoding)
    if text.isascii() or name == 'latin-1':
        return text
    out, at = [], 0
    while at < len(text):
        code = ord(text[at])
        if code < 0x80:
            out.append(text[at])
            at += 1
            continue
        count, value = _lead(code) if name == 'utf-8' else (0, 0)
        end, reason = at + 1, 'invalid start byte'
        if name == 'ascii':
            reason = 'ordinal not in range(128)'
        while count and end < at + count:
            if end == len(text):
                reason = 'unexpected end of data'
                break
            if ord(text[end]) & 0xc0 != 0x80:
                reason = 'invalid continuation byte'
                break
            value = value << 6 | ord(text[end]) & 63
            end += 1
        if count and end == at + count:
            out.append(chr(value))
        elif errors == 'replace':
            out.append('\ufffd')
        elif errors != 'ignore':
            raise UnicodeDecodeError(name, bytes._of(text), at, end, reason)
        at = end
    return ''.join(out)


# -- What ints have to do with them ----------------------------------------------------------

def to_bytes(number, length, byteorder, signed):
    if byteorder not in ('big', 'little'):
        raise ValueError("byteorder must be either 'little' or 'big'")
    if number < 0 and not signed:
        raise OverflowError("can't convert negative int to unsigned")
    size = 8 * length
    most = 1 << (size - 1 if signed and size else size)
    if number >= most or number < -most:
        raise OverflowError('int too big to convert')
    number &= (1 << size) - 1
    text = ''.join([chr(number >> 8 * i & 255) for i in range(length)])
    return bytes._of(text if byteorder == 'little' else text[::-1])


def from_bytes(source, byteorder, signed):
    if byteorder not in ('big', 'little'):
        raise ValueError("byteorder must be either 'little' or 'big'")
    text = bytes(source)._text
    value = 0
    for c in text if byteorder == 'big' else reversed(text):
        value = value << 8 | ord(c)
    if signed and text and value >> 8 * len(text) - 1:
        value -= 1 << 8 * len(text)
    return value
