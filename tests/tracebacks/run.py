"""run.py -- holds the tracebacks of many little programs against those of CPython 3.13.

    run.py BINARY [FILE ...]
    run.py --record [FILE ...]

A FILE (all *.txt beside this one unless told otherwise) is a list of programs, each with
what CPython prints when it fails:

    --------------------------------
    1 / 0
    >>>>
    Traceback (most recent call last):
      ...

Frames of the library are left out. --record asks CPython 3.13 anew.
"""

import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "cpython"))

RULE = "-" * 32
NAME = "program.py"
FRAME = re.compile(r'^([ |+]*)  File "([^"]*)", line (\d+), in (.*)$')


def blocks(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for block in re.split(f"(?m)^{RULE}\n", text)[1:]:
        program, _, traceback = block.partition(">>>>\n")
        yield program, traceback


def without_library(traceback, path):
    """The lines but for those of frames outside the program."""
    kept, skipping = [], False
    for line in traceback.split("\n"):
        frame = FRAME.match(line)
        if frame:
            skipping = frame[2] != path
            line = line.replace(path, NAME)
        elif skipping and not re.match(r"^[ |]*    ", line):
            skipping = False
        if not skipping:
            kept.append(line)
    return "\n".join(kept)


def run_program(command, program, folder):
    path = os.path.join(folder, NAME)
    with open(path, "w", encoding="utf-8") as file:
        file.write(program)
    ran = subprocess.run(command + [path], capture_output=True, text=True, timeout=60)
    return ran.stderr, path


def record(files):
    import compare

    python = compare.find_python()
    for name in files:
        told = []
        with tempfile.TemporaryDirectory() as folder:
            for program, _ in blocks(name):
                stderr, path = run_program([python], program, folder)
                told.append(f"{RULE}\n{program}>>>>\n{without_library(stderr, path)}")
        with open(name, "w", encoding="utf-8") as file:
            file.write("".join(told))


def check(binary, files):
    wrong = count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in files:
            for program, wanted in blocks(name):
                count += 1
                got, _ = run_program([binary, "run"], program, folder)
                # Warnings and diagnostics of ours may stand in front, help behind.
                got = re.sub(r"(?m)^  help: .*\n\Z", "", got)
                if not ("\n" + got).endswith("\n" + wanted):
                    wrong += 1
                    print(f"{os.path.basename(name)}:\n{program}--- expected\n{wanted}--- got\n{got}")
    print(f"{count - wrong} of {count} tracebacks are CPython's")
    return 1 if wrong else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    listed = given[1:] or sorted(glob.glob(os.path.join(HERE, "*.txt")))
    if given[0] == "--record":
        record(listed)
    else:
        sys.exit(check(given[0], listed))
