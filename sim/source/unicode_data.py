#!/usr/bin/env python3
"""Writes identifier.def and character_names.def from this Python's Unicode data.

Run it with the reference, CPython 3.13.0, when that changes.
"""
import pathlib
import unicodedata

FOLDER = pathlib.Path(__file__).parent

# What \\N{...} can name: Latin, Greek, punctuation, signs, arrows, mathematics, boxes,
# symbols, the commoner pictures.
NAMED = [(0x20, 0x24f), (0x370, 0x3ff), (0x2000, 0x206f), (0x20a0, 0x20cf),
         (0x2100, 0x214f), (0x2150, 0x218f), (0x2190, 0x23ff), (0x2500, 0x27bf),
         (0x3000, 0x303f), (0x1f300, 0x1f64f), (0x1f680, 0x1f6ff), (0x1f900, 0x1f9ff)]
ALIASES = ["NULL", "LINE FEED", "CARRIAGE RETURN", "CHARACTER TABULATION", "ESCAPE",
           "BACKSPACE", "ALERT", "FORM FEED", "BYTE ORDER MARK",
           "ZERO WIDTH NO-BREAK SPACE"]


def stands_alone(char):
    """True if NFKC leaves the character as it is, whatever its neighbours are."""
    return (unicodedata.normalize("NFKC", char) == char
            and not unicodedata.combining(char) and not 0x1160 <= ord(char) <= 0x11ff)


def ranges(wanted):
    found, start = [], None
    for code in range(0x80, 0x110001):
        is_in = (code < 0x110000 and not 0xd800 <= code < 0xe000 and wanted(chr(code)))
        if is_in and start is None:
            start = code
        if not is_in and start is not None:
            found.append((start, code - 1))
            start = None
    return found


def packed(macro, pairs):
    lines, line = [], ""
    for first, last in pairs:
        item = f"{macro}(0x{first:x}, 0x{last:x}) "
        if len(line) + len(item) > 90:
            lines.append(line.rstrip())
            line = ""
        line += item
    return "\n".join(lines + [line.rstrip()]) + "\n"


def may_go_on(char):
    return ("a" + char).isidentifier()


def write_identifiers():
    (FOLDER / "identifier.def").write_text("""\
// identifier.def -- which characters beyond ASCII a name may begin with (START) and go
// on with (MORE, besides those), as Unicode's XID_Start and XID_Continue say. OTHER are
// those that Python would replace or join with their neighbour (NFKC). Sorted; made by
// unicode_data.py.
""" + packed("START", ranges(lambda c: c.isidentifier() and stands_alone(c)))
        + packed("MORE", ranges(lambda c: may_go_on(c) and not c.isidentifier()
                                and stands_alone(c)))
        + packed("OTHER", ranges(lambda c: may_go_on(c) and not stands_alone(c))))


def write_names():
    names = {name: ord(unicodedata.lookup(name)) for name in ALIASES}
    for first, last in NAMED:
        for code in range(first, last + 1):
            name = unicodedata.name(chr(code), None)
            if name:
                names[name] = code
    (FOLDER / "character_names.def").write_text("""\
// character_names.def -- what \\N{...} can name: letters of Latin and Greek, punctuation,
// signs, arrows, mathematics, symbols, the commoner pictures. Sorted; made by
// unicode_data.py.
""" + "".join(f'NAME("{name}", 0x{names[name]:x})\n' for name in sorted(names)))


write_identifiers()
write_names()
