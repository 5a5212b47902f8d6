"""Writes unicode_tables.inc: what CPython knows of every code point.

Run with the Python that judges us:  python3.13 sim/vm/unicode_tables.py > sim/vm/unicode_tables.inc
The form is read in unicode.c: a code point's high bits choose a block, the low bits a
record in it; equal records and equal blocks are stored once.
"""

import sys
import unicodedata

LAST = 0x110000
SHIFT = 7

FLAGS = {
    "alpha": str.isalpha,
    "decimal": str.isdecimal,
    "digit": str.isdigit,
    "numeric": str.isnumeric,
    "space": str.isspace,
    "printable": str.isprintable,
    "lower": str.islower,
    "upper": str.isupper,
    "title": lambda s: unicodedata.category(s) == "Lt",
    "case_ignorable": lambda s: is_case_ignorable(s),
    "identifier_start": str.isidentifier,
    "identifier_continue": lambda s: ("a" + s).isidentifier(),
}


def is_case_ignorable(s):
    """The property shows only in how a capital sigma before it is made small."""
    cased = s.islower() or s.isupper() or unicodedata.category(s) == "Lt"
    if cased:
        return ("a\u03a3" + s).lower()[1] == "\u03c2"
    return ("a\u03a3" + s + "a").lower()[1] == "\u03c3"


def mapping(extra, c, mapped):
    """(difference, 0), or (place in the table of long mappings, length)."""
    if len(mapped) == 1:
        return (ord(mapped) - c, 0)
    points = tuple(map(ord, mapped))
    for at in range(len(extra) - len(points) + 1):
        if tuple(extra[at:at + len(points)]) == points:
            return (at, len(points))
    extra.extend(points)
    return (len(extra) - len(points), len(points))


def record(extra, c):
    s = chr(c)
    flags = sum(1 << bit for bit, test in enumerate(FLAGS.values()) if test(s))
    maps = [mapping(extra, c, m) for m in (s.lower(), s.upper(), s.title(), s.casefold())]
    return (flags, unicodedata.decimal(s, 0), *maps)


def rows(numbers, width=88):
    line = "   "
    for number in numbers:
        word = f" {number},"
        if len(line) + len(word) > width:
            yield line
            line = "   "
        line += word
    yield line


def main():
    extra, records, blocks, index, items = [], {}, {}, [], []
    for c in range(LAST):
        items.append(records.setdefault(record(extra, c), len(records)))
    for at in range(0, LAST, 1 << SHIFT):
        block = tuple(items[at:at + (1 << SHIFT)])
        index.append(blocks.setdefault(block, len(blocks)))

    print("// Made by unicode_tables.py from Python %s, Unicode %s. Not to be edited."
          % (".".join(map(str, sys.version_info[:3])), unicodedata.unidata_version))
    print(f"#define UNICODE_SHIFT {SHIFT}\n")
    print("enum {")
    for bit, name in enumerate(FLAGS):
        print(f"    IS_{name.upper()} = 1 << {bit},")
    print("};\n")
    print("static const Record records[] = {")
    for flags, decimal, *maps in records:
        shown = ", ".join("{%d, %d}" % m for m in maps)
        print(f"    {{{flags}, {decimal}, {{{shown}}}}},")
    print("};\n")
    for name, kind, numbers in (
        ("long_mappings", "uint32_t", extra),
        ("block_of", "uint16_t", index),
        ("record_of", "uint16_t", [i for block in blocks for i in block]),
    ):
        print(f"static const {kind} {name}[] = {{")
        print("\n".join(rows(numbers)))
        print("};\n")


main()
