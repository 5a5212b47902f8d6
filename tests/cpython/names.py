#!/usr/bin/env python3
"""names.py -- every public name of the modules of a course is there, or says why it is not.

    names.py BINARY        asks for each name in names.txt
    names.py --record      writes names.txt anew; wants CPython 3.13

A name of CPython's that is missing must not end in a bare "has no attribute": the error says
that it is not simulated, and what to do instead. The same holds for the attributes of the
classes of those modules, of the builtin types, and of the objects in members.py.
"""

import asyncio
import builtins
import importlib
import os
import subprocess
import sys
import tempfile
import types
import warnings

from members import CLASS_NAMES, NO_CLASSES, OBJECT_NAMES, OBJECTS, SETUP

HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = os.path.join(HERE, "names.txt")
MODULES = """asyncio bisect collections collections.abc concurrent.futures contextlib contextvars copy dataclasses
    datetime enum functools heapq inspect io itertools json logging math operator os queue random
    statistics string sys textwrap threading time traceback types typing uuid abc""".split()

ASK = """
def ask(title, make, names):
    try: thing = make()
    except AttributeError as error:
        if 'is not simulated: ' not in str(error): print(f'{title}: {error}')
        return
    for name in names.split():
        try: getattr(thing, name)
        except AttributeError as error:
            if 'is not simulated: ' not in str(error): print(f'{title}.{name}: {error}')
"""


def module_names(module):
    return [name for name in dir(module)
            if name[0] != "_" and not isinstance(getattr(module, name), types.ModuleType)]


def member_names(thing, ordinary):
    """What a program may ask [thing] for; of the names with underscores, the [ordinary] ones."""
    return [name for name in sorted({*dir(thing), *ordinary})
            if (name[0] != "_" or name in ordinary) and hasattr(thing, name)]


def classes():
    """Every class once, as the expression that finds it and itself."""
    met = set()
    for module in [builtins] + [importlib.import_module(name) for name in MODULES]:
        for name, found in vars(module).items():
            if not isinstance(found, type) or name[0] == "_" or name in NO_CLASSES or found in met:
                continue
            met.add(found)
            yield name if module is builtins else f"{module.__name__}.{name}", found


async def rows():
    """Each expression with the names that what it stands for has."""
    space = {name.split(".")[0]: importlib.import_module(name.split(".")[0]) for name in MODULES}
    exec(SETUP, space)
    for name in MODULES:
        yield name, module_names(importlib.import_module(name))
    for expression, found in sorted(classes(), key=lambda row: row[0]):
        yield expression, member_names(found, CLASS_NAMES)
    for expression in OBJECTS:
        yield expression, member_names(eval(expression, space), OBJECT_NAMES)


async def record():
    warnings.simplefilter("ignore")
    with open(NAMES, "w", encoding="utf-8") as file:
        async for expression, names in rows():
            file.write(f"{expression}: {' '.join(names)}\n")


def program():
    """A program that asks for each name and prints those that end in a bare error."""
    with open(NAMES, encoding="utf-8") as file:
        asked = [line.strip().rsplit(": ", 1) for line in file if not line.endswith(": \n")]
    lines = [f"import {name}" for name in MODULES] + [SETUP, ASK, "async def main():"]
    lines += [f"    ask({expression!r}, lambda: {expression}, {names!r})"
              for expression, names in asked]
    return "\n".join(lines) + "\nasyncio.run(main())\n"


def main():
    if sys.argv[1:] == ["--record"]:
        return asyncio.run(record())
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "names.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(program())
        run = subprocess.run([sys.argv[1], "run", path], capture_output=True, text=True)
    if run.returncode or run.stdout:
        sys.exit(run.stdout or run.stderr)
    print("every name is there or says why not")


if __name__ == "__main__":
    main()
