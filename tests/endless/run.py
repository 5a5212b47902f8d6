#!/usr/bin/env python3
"""Programs that would not end, or take all memory: run.py BINARY [WORD ...]

programs.txt holds them one after the other: a line "--- what it is", the program, and a
line "=> how it ends": the name of a limit (steps, memory_mb, tasks, output_kb, time,
integer; "a or b" where it depends on the build), the type of the exception that ends it, "deadlock", or "ok" with its output below.
A limit in brackets behind the title replaces the small one that all have. Every program
must end so, by itself, soon, and with few words. WORDs choose the programs whose title
has one of them; their times are then shown.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
LIMITS = {"steps": 1_000_000, "memory_mb": 64, "tasks": 10_000, "output_kb": 64, "time": 1000}
SECONDS = 60
STDERR_MOST = 300_000
STATUS = {"ok": 0, "deadlock": 3}
WORDS = {"steps": "operations", "memory_mb": "MiB of memory", "tasks": "tasks alive",
         "output_kb": "KiB printed", "time": "of virtual time", "integer": "past 64 bits"}


def programs(text):
    """Yields (title, limits, program, end, output)."""
    for part in re.split(r"^--- ", text, flags=re.M)[1:]:
        title, _, rest = part.partition("\n")
        program, _, end = rest.partition("\n=> ")
        end, _, output = end.partition("\n")
        title, _, limit = title.partition(" [")
        limits = dict(LIMITS, **json.loads("{" + limit.rstrip("]") + "}"))
        yield title, limits, program, end, output.rstrip("\n")


def problem_with(binary, folder, limits, program, end, output):
    path = folder / "endless.json"
    path.write_text(json.dumps({"coroscope": 1, "title": "endless", "limits": limits,
                                "program": program.split("\n")}))
    try:
        done = subprocess.run([binary, "run", "--lang", "en", path], capture_output=True,
                              timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return "it does not end"
    stdout = done.stdout.decode(errors="replace")
    stderr = done.stderr.decode(errors="replace")
    said = stderr.rstrip("\n").split("\n")
    if end.split()[0] in WORDS:
        words = [WORDS[name] for name in end.split(" or ")]
        well = done.returncode == 4 and any(line.startswith("limit: ") and word in line
                                            for line in said for word in words)
    elif end in STATUS:
        well = done.returncode == STATUS[end]
    else:
        well = done.returncode == 1 and said[-1].split(":")[0].strip() == end
    if not well:
        return f"it should end with {end}, and ends with {done.returncode}:\n{stderr[-600:]}"
    if end == "ok" and stdout.rstrip("\n") != output:
        return f"it prints {stdout[:600]}"
    if len(stderr) > STDERR_MOST:
        return f"it says too much: {len(stderr)} bytes"
    return None


def main():
    binary, *words = sys.argv[1:]
    binary = pathlib.Path(binary).resolve()
    count = failed = 0
    with tempfile.TemporaryDirectory() as name:
        for title, *program in programs((HERE / "programs.txt").read_text()):
            if words and not any(word in title for word in words):
                continue
            began = time.monotonic()
            problem = problem_with(binary, pathlib.Path(name), *program)
            count += 1
            failed += bool(problem)
            if problem:
                print(f"{title}: {problem}")
            elif words:
                print(f"{title}: {time.monotonic() - began:.2f} s")
    print(f"{count} endless programs, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
