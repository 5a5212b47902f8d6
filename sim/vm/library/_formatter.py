"""_formatter: string.Formatter, str.format() in steps that a class of the program can replace."""

_SWITCH = 'cannot switch from manual field specification to automatic field numbering'


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text, _ = self._filled(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return text

    def _filled(self, format_string, args, kwargs, used, depth, number):
        """The text, and the number of the next field without a name; False if fields are numbered."""
        if depth < 0:
            raise ValueError('Max string recursion exceeded')
        out = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if name is None:
                continue
            if name == '':
                if number is False:
                    raise ValueError(_SWITCH)
                name = str(number)
                number += 1
            elif name.isdigit():
                if number:
                    raise ValueError(_SWITCH)
                number = False
            value, key = self.get_field(name, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec, number = self._filled(spec, args, kwargs, used, depth - 1, number)
            out.append(self.format_field(value, spec))
        return ''.join(out), number

    def get_value(self, key, args, kwargs):
        return (args if isinstance(key, int) else kwargs)[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion not in ('s', 'r', 'a'):
            raise ValueError(f'Unknown conversion specifier {conversion}')
        return {'s': str, 'r': repr, 'a': ascii}[conversion](value)

    def parse(self, format_string):
        if not isinstance(format_string, str):
            raise TypeError(f'expected str, got {type(format_string).__name__}')
        return _parts(format_string)

    def get_field(self, field_name, args, kwargs):
        end = _first_of(field_name, '.[', 0)
        key = _key(field_name[:end])
        value = self.get_value(key, args, kwargs)
        for is_attribute, name in _steps(field_name, end):
            value = getattr(value, name) if is_attribute else value[name]
        return value, key


Formatter.__module__ = 'string'
for _method in vars(Formatter).values():
    if callable(_method):
        _method.__module__ = 'string'


def _first_of(text, marks, at):
    """Where the first of the marks is, or the end."""
    while at < len(text) and text[at] not in marks:
        at += 1
    return at


def _key(text):
    if not (text.isascii() and text.isdigit()):
        return text
    if int(text) > 0x7fff_ffff_ffff_ffff:
        raise ValueError('Too many decimal digits in format string')
    return int(text)


def _steps(name, at):
    """(True, attribute) or (False, key) for each step behind the first part of a name."""
    while at < len(name):
        is_attribute = name[at] == '.'
        if not is_attribute and name[at] != '[':
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        end = _first_of(name, '.[' if is_attribute else ']', at + 1)
        if not is_attribute and end == len(name):
            raise ValueError("Missing ']' in format string")
        part = name[at + 1:end]
        if not part:
            raise ValueError('Empty attribute in format string')
        yield is_attribute, part if is_attribute else _key(part)
        at = end if is_attribute else end + 1


def _parts(text):
    """(text before it, name, spec, conversion) of each field; a doubled brace ends a text, too."""
    at = 0
    while at < len(text):
        end = _first_of(text, '{}', at)
        if end == len(text):
            yield text[at:], None, None, None
            return
        if text.startswith(text[end], end + 1):
            yield text[at:end + 1], None, None, None
            at = end + 2
            continue
        if text[end] == '}' or end + 1 == len(text):
            raise ValueError(f"Single '{text[end]}' encountered in format string")
        field, next = _field(text, end + 1)
        yield text[at:end], *field
        at = next


def _field(text, at):
    """((name, spec, conversion), the place behind the closing brace)."""
    end = at
    while end < len(text) and text[end] not in '{}:!':
        end = _first_of(text, ']', end + 1) if text[end] == '[' else end + 1
    mark = text[end:end + 1]
    if mark == '{':
        raise ValueError("unexpected '{' in field name")
    if not mark:
        raise ValueError("expected '}' before end of string")
    name, conversion = text[at:end], None
    if mark == '!':
        conversion = text[end + 1:end + 2]
        if not conversion:
            raise ValueError('end of string while looking for conversion specifier')
        end += 2
        mark = text[end:end + 1]
        if mark not in (':', '}') and mark:
            raise ValueError("expected ':' after conversion specifier")
    if mark == '}':
        return (name, '', conversion), end + 1
    spec, end = _spec(text, end + 1)
    return (name, spec, conversion), end


def _spec(text, at):
    """(spec, the place behind the brace that closes it); fields may stand in it."""
    depth, end = 1, at
    while depth and end < len(text):
        depth += (text[end] == '{') - (text[end] == '}')
        end += 1
    if depth:
        raise ValueError("unmatched '{' in format spec")
    return text[at:end - 1], end
