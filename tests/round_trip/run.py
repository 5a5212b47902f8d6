#!/usr/bin/env python3
"""Exports every scenario, and 200 behaviour programs, to Python and JSON and back: run.py BINARY

From the second form on nothing changes any more: the program is the same text, comments
with it, and the trace is the same to the byte. And every scenario without threads prints,
exported and run on this Python (stock.py), what Coroscope prints.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BEHAVIOURS = 200
THREADS = ("threading", "to_thread", "Executor", "multiprocessing", "run_in_executor")


def export(binary, source, target):
    """Where it was written; a complaint is an error."""
    run = subprocess.run([binary, "export", source, "-o", target], capture_output=True, text=True, timeout=60)
    if run.returncode:
        raise RuntimeError(f"{target.name}: {run.stderr.strip()}")
    return target


def mistake_of(binary, source, folder):
    """What is not the same; None if all is. Both rounds give their files the same names."""
    forms = [source]
    for step in ("first/x.py", "first/x.json", "second/x.py", "second/x.json"):
        (folder / step).parent.mkdir(exist_ok=True)
        forms.append(export(binary, forms[-1], folder / step))
    python, scenario, python_again, scenario_again = (form.read_bytes() for form in forms[1:])
    if source.suffix == ".py" and b"cpu" not in python and python.rstrip() != source.read_bytes().rstrip():
        return "the program has changed"
    if python != python_again:
        return "the second Python is another one"
    if scenario != scenario_again:
        return "the second scenario is another one"
    traces = [export(binary, form, form.with_suffix(".trace.json")).read_bytes() for form in (forms[2], forms[4])]
    return None if traces[0] == traces[1] else "the trace is another one"


def prints_the_same(binary, source, folder):
    """None, or what a Python without Coroscope prints otherwise."""
    program = export(binary, source, folder / "x.py")
    if any(word in program.read_text(encoding="utf-8") for word in THREADS):
        return None
    ours = subprocess.run([binary, "run", source], capture_output=True, text=True, timeout=60).stdout
    stock = pathlib.Path(__file__).with_name("stock.py")
    theirs = subprocess.run([sys.executable, stock, program], capture_output=True, text=True, timeout=60).stdout
    return None if ours == theirs else f"this Python prints {theirs!r}, not {ours!r}"


def main(binary):
    binary = os.path.abspath(binary)
    sources = sorted((ROOT / "scenarios").glob("**/*.json"))
    programs = sorted((ROOT / "tests" / "behaviour").glob("*/*.py"))
    sources += programs[:: max(1, len(programs) // BEHAVIOURS)]
    mistakes = 0
    for source in sources:
        with tempfile.TemporaryDirectory() as folder:
            try:
                mistake = mistake_of(binary, source, pathlib.Path(folder))
                if not mistake and source.suffix == ".json" and sys.version_info >= (3, 11):
                    mistake = prints_the_same(binary, source, pathlib.Path(folder))
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                mistake = str(error)
        if mistake:
            print(f"{source.relative_to(ROOT)}: {mistake}")
            mistakes += 1
    print(f"{len(sources)} programs there and back, {mistakes} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
