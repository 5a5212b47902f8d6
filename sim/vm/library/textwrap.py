"""textwrap: paragraphs broken into lines."""

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_SPACES = '\t\n\x0b\x0c\r '


def _is_word(c):
    return c.isalnum() or c == '_'


def _split_word(word, break_on_hyphens):
    """A word in the pieces behind whose hyphens and dashes a line may end."""
    if not break_on_hyphens or '-' not in word:
        return [word]
    pieces, start, at = [], 0, 0
    while at < len(word):
        if word[at] != '-':
            at += 1
            continue
        end = at
        while end < len(word) and word[end] == '-':
            end += 1
        if end - at >= 2 and start < at and end < len(word):
            pieces += [word[start:at], word[at:end]]
            start = end
        elif (end - at == 1 and at - start >= 2 and word[at - 1].isalpha()
              and word[at - 2].isalpha() and end + 1 < len(word)
              and word[end].isalpha() and word[end + 1].isalpha()):
            pieces.append(word[start:end])
            start = end
        at = end
    if start < len(word):
        pieces.append(word[start:])
    return pieces


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
                 placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = ''.join([' ' if c in _SPACES else c for c in text])
        chunks, at = [], 0
        while at < len(text):
            end = at
            is_space = text[at] in _SPACES
            while end < len(text) and (text[end] in _SPACES) == is_space:
                end += 1
            if is_space:
                chunks.append(text[at:end])
            else:
                chunks += _split_word(text[at:end], self.break_on_hyphens)
            at = end
        return chunks

    def _break_word(self, chunks, line, length, width):
        """The first chunk is longer than a line: what fits of it goes on this one."""
        left = max(width - length, 1)
        if self.break_long_words:
            word = chunks[0]
            end = left
            if self.break_on_hyphens and len(word) > left:
                hyphen = word.rfind('-', 0, left)
                if hyphen > 0 and any(c != '-' for c in word[:hyphen]):
                    end = hyphen + 1
            line.append(word[:end])
            chunks[0] = word[end:]
        elif not line:
            line.append(chunks.pop(0))

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        chunks = self._chunks(text)
        lines = []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and not chunks[0].strip() and lines:
                chunks.pop(0)
            line, length = [], 0
            while chunks and length + len(chunks[0]) <= width:
                length += len(chunks[0])
                line.append(chunks.pop(0))
            if chunks and len(chunks[0]) > width:
                self._break_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line[-1])
                line.pop()
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or (not chunks or self.drop_whitespace and len(chunks) == 1
                        and not chunks[0].strip()) and length <= width):
                lines.append(indent + ''.join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + ''.join(line))
                    break
                length -= len(line.pop())
            else:
                if lines:
                    before = lines[-1].rstrip()
                    if len(before) + len(self.placeholder) <= self.width:
                        lines[-1] = before + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    wrapper = TextWrapper(width=width, max_lines=1, **kwargs)
    return wrapper.fill(' '.join(text.strip().split()))


def dedent(text):
    lines = text.split('\n')
    margin = None
    for i, line in enumerate(lines):
        if not line.strip():
            lines[i] = ''
            continue
        here = line[:len(line) - len(line.lstrip(' \t'))]
        if margin is None:
            margin = here
        while not here.startswith(margin):
            margin = margin[:-1]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return '\n'.join(lines)


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return ''.join([prefix + line if predicate(line) else line
                    for line in text.splitlines(True)])
