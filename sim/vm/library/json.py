"""json: values as text and back."""

__all__ = ['dump', 'dumps', 'load', 'loads', 'JSONDecoder', 'JSONDecodeError', 'JSONEncoder']


class JSONDecodeError(ValueError):
    __module__ = 'json.decoder'

    def __init__(self, msg, doc, pos):
        line = doc.count('\n', 0, pos) + 1
        column = pos - doc.rfind('\n', 0, pos)
        ValueError.__init__(self, f'{msg}: line {line} column {column} (char {pos})')
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno, self.colno = line, column


# -- Writing -------------------------------------------------------------------------------

_ESCAPES = {'\\': '\\\\', '"': '\\"', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r',
            '\t': '\\t'}


def _escaped(c, ensure_ascii):
    if c in _ESCAPES:
        return _ESCAPES[c]
    code = ord(c)
    if code >= 0x10000:
        if not ensure_ascii:
            return c
        code -= 0x10000
        return f'\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}'
    if code < 0x20 or ensure_ascii and code > 0x7e:
        return c if code == 0x7f else f'\\u{code:04x}'
    return c


def _text(s, ensure_ascii):
    for c in s:
        if c < ' ' or c == '"' or c == '\\' or ensure_ascii and c > '~':
            return f'"{"".join([_escaped(c, ensure_ascii) for c in s])}"'
    return f'"{s}"'


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True,
                 allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = ' ' * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        out = []
        self._write(o, out, '\n' if self.indent is not None else None, {})
        return ''.join(out)

    def iterencode(self, o, _one_shot=False):
        return iter([self.encode(o)])

    def _float(self, o):
        if o != o:
            text = 'NaN'
        elif o in (float('inf'), float('-inf')):
            text = 'Infinity' if o > 0 else '-Infinity'
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError(f'Out of range float values are not JSON compliant: {o!r}')
        return text

    def _simple(self, o):
        """The text of a value without parts; None for others."""
        if isinstance(o, str):
            return _text(o, self.ensure_ascii)
        if o is None:
            return 'null'
        if o is True:
            return 'true'
        if o is False:
            return 'false'
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _write(self, o, out, line, seen):
        text = self._simple(o)
        if text is not None:
            out.append(text)
            return
        if id(o) in seen:
            raise ValueError('Circular reference detected')
        seen[id(o)] = o
        if isinstance(o, (list, tuple)):
            self._write_items('[', ']', [(None, item) for item in o], out, line, seen)
        elif isinstance(o, dict):
            self._write_items('{', '}', self._pairs(o), out, line, seen)
        else:
            self._write(self.default(o), out, line, seen)
        del seen[id(o)]

    def _pairs(self, o):
        items = sorted(o.items()) if self.sort_keys else o.items()
        pairs = []
        for key, value in items:
            if not isinstance(key, str):
                text = None
                if key is None or isinstance(key, (int, float)):
                    text = self._simple(key)
                elif not self.skipkeys:
                    raise TypeError('keys must be str, int, float, bool or None, not '
                                    f'{key.__class__.__name__}')
                if text is None:
                    continue
                key = text
            pairs.append((key, value))
        return pairs

    def _write_items(self, opening, closing, pairs, out, line, seen):
        out.append(opening)
        if pairs:
            inner = None if line is None else line + self.indent
            separator = self.item_separator + (inner or '')
            out.append(inner or '')
            for i, (key, value) in enumerate(pairs):
                if i:
                    out.append(separator)
                if key is not None:
                    out.append(_text(key, self.ensure_ascii) + self.key_separator)
                self._write(value, out, inner, seen)
            out.append(line or '')
        out.append(closing)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
          cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
        allow_nan=allow_nan, indent=indent, separators=separators, default=default,
        sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


# -- Reading -------------------------------------------------------------------------------

_BACK = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r',
         't': '\t'}
_WORDS = (('null', None), ('true', True), ('false', False))
_CONSTANTS = ('NaN', 'Infinity', '-Infinity')


def _skip(s, at):
    while at < len(s) and s[at] in ' \t\n\r':
        at += 1
    return at


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None,
                 parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or float
        self.strict = strict

    def decode(self, s):
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _value(self, s, at):
        c = s[at:at + 1]
        if c == '"':
            return self._string(s, at + 1)
        if c == '{':
            return self._object(s, at + 1)
        if c == '[':
            return self._array(s, at + 1)
        for word, value in _WORDS:
            if s.startswith(word, at):
                return value, at + len(word)
        number = self._number(s, at)
        if number is not None:
            return number
        for word in _CONSTANTS:
            if s.startswith(word, at):
                return self.parse_constant(word.replace('Infinity', 'inf')), at + len(word)
        raise JSONDecodeError('Expecting value', s, at)

    def _number(self, s, at):
        end = at + 1 if s.startswith('-', at) else at
        start = end
        while end < len(s) and s[end] in '0123456789':
            end += 1
        if end == start:
            return None
        if s[start] == '0':
            end = start + 1
        is_float = False
        if s[end:end + 1] == '.' and s[end + 1:end + 2] in tuple('0123456789'):
            is_float = True
            end += 1
            while s[end:end + 1] in tuple('0123456789'):
                end += 1
        if s[end:end + 1] in ('e', 'E'):
            power = end + 1
            if s[power:power + 1] in ('+', '-'):
                power += 1
            if s[power:power + 1] in tuple('0123456789'):
                is_float = True
                end = power
                while s[end:end + 1] in tuple('0123456789'):
                    end += 1
        text = s[at:end]
        return (self.parse_float(text) if is_float else self.parse_int(text)), end

    def _string(self, s, at):
        begin = at - 1
        parts = []
        while True:
            end = at
            while end < len(s) and s[end] not in '"\\' and (s[end] >= ' ' or not self.strict):
                end += 1
            parts.append(s[at:end])
            if end == len(s):
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            if s[end] == '"':
                return ''.join(parts), end + 1
            if s[end] != '\\':
                raise JSONDecodeError('Invalid control character at', s, end)
            c = s[end + 1:end + 2]
            if not c:
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            if c in _BACK:
                parts.append(_BACK[c])
                at = end + 2
            elif c == 'u':
                code, at = self._code(s, end + 2)
                if 0xd800 <= code < 0xdc00 and s[at:at + 2] == '\\u':
                    low, after = self._code(s, at + 2)
                    if 0xdc00 <= low < 0xe000:
                        code = 0x10000 + ((code - 0xd800) << 10 | low - 0xdc00)
                        at = after
                parts.append(chr(code))
            else:
                raise JSONDecodeError('Invalid \\escape', s, end)

    def _code(self, s, at):
        digits = s[at:at + 4]
        if len(digits) == 4 and all(c in '0123456789abcdefABCDEF' for c in digits):
            return int(digits, 16), at + 4
        raise JSONDecodeError('Invalid \\uXXXX escape', s, at - 1)

    def _array(self, s, at):
        values = []
        at = _skip(s, at)
        if s[at:at + 1] == ']':
            return values, at + 1
        while True:
            value, at = self._value(s, at)
            values.append(value)
            at = _skip(s, at)
            c = s[at:at + 1]
            if c == ']':
                return values, at + 1
            if c != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = _skip(s, at + 1)
            if s[at:at + 1] == ']':
                raise JSONDecodeError('Illegal trailing comma before end of array', s, comma)

    def _object(self, s, at):
        pairs = []
        at = _skip(s, at)
        if s[at:at + 1] == '}':
            return self._hooked(pairs), at + 1
        while True:
            if s[at:at + 1] != '"':
                raise JSONDecodeError('Expecting property name enclosed in double quotes', s,
                                      at)
            key, at = self._string(s, at + 1)
            at = _skip(s, at)
            if s[at:at + 1] != ':':
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, _skip(s, at + 1))
            pairs.append((key, value))
            at = _skip(s, at)
            c = s[at:at + 1]
            if c == '}':
                return self._hooked(pairs), at + 1
            if c != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = _skip(s, at + 1)
            if s[at:at + 1] == '}':
                raise JSONDecodeError('Illegal trailing comma before end of object', s, comma)

    def _hooked(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        value = dict(pairs)
        return value if self.object_hook is None else self.object_hook(value)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
          parse_constant=None, object_pairs_hook=None, **kw):
    if not isinstance(s, str):
        if not hasattr(s, 'decode'):
            raise TypeError('the JSON object must be str, bytes or bytearray, not '
                            f'{s.__class__.__name__}')
        s = s.decode()
    return (cls or JSONDecoder)(
        object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
        parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)
