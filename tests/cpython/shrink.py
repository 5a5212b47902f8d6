"""shrink.py -- makes a program on which we and CPython differ as short as it can.

    shrink.py BINARY FILE [OUT]

Takes away statements with what is indented under them, and unwraps blocks, as long as
the two still differ in the same way: the kinds of the first rows that differ.
"""

import ast
import os
import re
import sys
import tempfile

import compare


def indent(line):
    return len(line) - len(line.lstrip(" "))


def block_end(lines, at):
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or indent(lines[end]) > indent(lines[at])):
        end += 1
    return end


def smaller(lines, at):
    """The programs that come of changing the statement at this line, boldest first."""
    end = block_end(lines, at)
    yield lines[:at] + lines[end:]
    if end > at + 1:
        inside = [line[4:] if line.startswith("    ") else line for line in lines[at + 1:end]]
        yield lines[:at] + inside + lines[end:]
        yield lines[:at + 1] + [" " * (indent(lines[at]) + 4) + "pass"] + lines[end:]
    stripped = lines[at].strip()
    if stripped.startswith("try:"):
        tail = end
        while tail < len(lines) and indent(lines[tail]) == indent(lines[at]) and re.match(r"\s*(except|else|finally)", lines[tail]):
            tail = block_end(lines, tail)
        inside = [line[4:] if line.startswith("    ") else line for line in lines[at + 1:end]]
        yield lines[:at] + inside + lines[tail:]
        yield lines[:at] + lines[tail:]


class Shrinker:
    def __init__(self, binary, folder):
        self.binary = binary
        self.path = os.path.join(folder, "p.py")
        self.reference = compare.Reference(compare.find_python())
        self.kind = None

    def differs(self, lines):
        text = "\n".join(lines) + "\n"
        try:
            ast.parse(text)
        except SyntaxError:
            return None
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)
        theirs = compare.rows_of_answer(self.reference.ask(self.path))
        ours = compare.rows_of_binary(self.binary, self.path)
        if theirs == ours or theirs[-1] in ('["endless"]', '["broken"]'):
            return None
        at = 0
        while at < min(len(theirs), len(ours)) and theirs[at] == ours[at]:
            at += 1
        return self.shape(theirs, at), self.shape(ours, at)

    @staticmethod
    def shape(rows, at):
        if at >= len(rows):
            return "nothing"
        row = re.sub(r"\d+", "0", rows[at])
        kind = re.match(r'\[0, "(create|resume|suspend|end|print)"', row)
        return kind.group(1) if kind else row[:60]

    def shrink(self, lines):
        self.kind = self.differs(lines)
        if self.kind is None:
            sys.exit("they do not differ")
        changed = True
        while changed:
            before = len(lines)
            for level in range(0, 40, 4):  # whole functions first
                lines = self.shrink_level(lines, level)
            changed = len(lines) < before
        self.differs(lines)
        return [line for line in lines if line.strip()]

    def shrink_level(self, lines, level):
        at = len(lines) - 1
        while at >= 0:
            if at < len(lines) and lines[at].strip() and indent(lines[at]) == level:
                for candidate in smaller(lines, at):
                    if self.differs(candidate) == self.kind:
                        lines = candidate
                        break
            at -= 1
        return lines

    def show(self, lines):
        self.differs(lines)
        theirs = compare.rows_of_answer(self.reference.ask(self.path))
        return "\n".join(lines) + "\n\n" + compare.difference(theirs, compare.rows_of_binary(self.binary, self.path))


def main(arguments):
    binary, path = os.path.abspath(arguments[0]), arguments[1]
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    with tempfile.TemporaryDirectory() as folder:
        shrinker = Shrinker(binary, folder)
        lines = shrinker.shrink(lines)
        told = shrinker.show(lines)
    if len(arguments) > 2:
        with open(arguments[2], "w", encoding="utf-8") as file:
            file.write(told + "\n")
    else:
        print(told)


if __name__ == "__main__":
    main(sys.argv[1:])
