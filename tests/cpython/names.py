#!/usr/bin/env python3
"""names.py -- every public name of the modules of a course is there, or says why it is not.

    names.py BINARY        asks for each name in names.txt
    names.py --record      writes names.txt anew; wants CPython 3.13

A name of CPython's that is missing must not end in a bare "has no attribute": the error says
that it is not simulated, and what to do instead.
"""

import importlib
import os
import subprocess
import sys
import tempfile
import types

HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = os.path.join(HERE, "names.txt")
MODULES = """asyncio bisect collections collections.abc concurrent.futures contextlib contextvars copy dataclasses
    datetime enum functools heapq inspect io itertools json logging math operator os queue random
    statistics string sys textwrap threading time traceback types typing uuid abc""".split()


def record():
    with open(NAMES, "w", encoding="utf-8") as file:
        for name in MODULES:
            module = importlib.import_module(name)
            public = [each for each in dir(module)
                      if each[0] != "_" and not isinstance(getattr(module, each), types.ModuleType)]
            file.write(f"{name}: {' '.join(public)}\n")


def program():
    """A program that asks for each name and prints those that end in a bare error."""
    with open(NAMES, encoding="utf-8") as file:
        rows = dict(line.strip().split(": ") for line in file)
    lines = [f"import {name}" for name in rows]
    lines += ["def ask(title, module, names):", "    for name in names.split():",
              "        try: getattr(module, name)",
              "        except AttributeError as error:",
              "            if 'is not simulated: ' not in str(error): print(f'{title}.{name}: {error}')"]
    lines += [f"ask({name!r}, {name}, {names!r})" for name, names in rows.items()]
    return "\n".join(lines) + "\n"


def main():
    if sys.argv[1:] == ["--record"]:
        return record()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "names.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(program())
        run = subprocess.run([sys.argv[1], "run", path], capture_output=True, text=True)
    if run.returncode or run.stdout or run.stderr:
        sys.exit(run.stdout + run.stderr)
    print("every name is there or says why not")


if __name__ == "__main__":
    main()
