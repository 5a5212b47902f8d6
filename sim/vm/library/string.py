"""string: constants, capwords and templates."""

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


class Template:
    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _name_at(self, at):
        """The end of the name that begins there."""
        end = at
        text = self.template
        while end < len(text) and (text[end] == '_' or text[end].isascii()
                                   and (text[end].isalpha() or end > at and text[end].isdigit())):
            end += 1
        return end

    def _invalid(self, at):
        lines = self.template[:at].splitlines(keepends=True)
        column = at + 1 - sum(map(len, lines[:-1])) if lines else 1
        raise ValueError(f'Invalid placeholder in string: line {max(len(lines), 1)}, '
                         f'col {column}')

    def _names(self):
        """The name of each placeholder, and None for each that has none."""
        text, at = self.template, 0
        while (found := text.find('$', at)) >= 0:
            at = found + 2
            if text.startswith('$$', found):
                continue
            braced = text.startswith('${', found)
            start = found + 2 if braced else found + 1
            end = self._name_at(start)
            if end == start or braced and not text.startswith('}', end):
                at = found + 1
                yield None
            else:
                at = end + braced
                yield text[start:end]

    def is_valid(self):
        return None not in self._names()

    def get_identifiers(self):
        return list(dict.fromkeys(name for name in self._names() if name is not None))

    def _fill(self, values, strict):
        text, out, at = self.template, [], 0
        while True:
            found = text.find('$', at)
            if found < 0:
                return ''.join(out) + text[at:]
            out.append(text[at:found])
            if text.startswith('$$', found):
                out.append('$')
                at = found + 2
                continue
            braced = text.startswith('${', found)
            start = found + 2 if braced else found + 1
            end = self._name_at(start)
            good = end > start and (not braced or text.startswith('}', end))
            if not good:
                if strict:
                    self._invalid(found)
                out.append('$')
                at = found + 1
                continue
            name = text[start:end]
            at = end + 1 if braced else end
            if strict or name in values:
                out.append(str(values[name]))
            else:
                out.append(text[found:at])

    def substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, True)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, False)
