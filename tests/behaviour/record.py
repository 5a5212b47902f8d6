"""record.py -- writes into behaviour programs what CPython 3.13 does with them.

    record.py [FILE ...]

The `#!` and `#-` lines, which are ours, stay as they are; programs with `#-` are left alone.
"""

import glob
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "cpython"))

import compare
import expected


def end_of(outcome):
    if outcome["end"] == "error":
        return f"error {outcome['type']}: {outcome['message']}".replace("\n", "\\n").rstrip()
    return outcome["end"]


def main(files):
    files = files or sorted(glob.glob(os.path.join(HERE, "*", "*.py")))
    reference = compare.Reference(compare.find_python())
    for path in files:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if expected.Expected(text).ours:
            continue
        answer = reference.ask(os.path.abspath(path))
        if answer["outcome"]["end"] not in ("ok", "error", "deadlock", "limit"):
            print(f"{path}: {answer['outcome']}")
            continue
        printed = [(row[0], row[3]) for row in answer["rows"] if row[1] == "print"]
        ours = [line for line in text.split("\n") if line.startswith("#! ")]
        program = "\n".join(expected.Expected(text).program).rstrip("\n")
        marks = expected.lines(printed, end_of(answer["outcome"]))
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join([program, ""] + marks + ours) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
