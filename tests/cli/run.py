#!/usr/bin/env python3
"""Runs the command line tests: run.py BINARY [FILE...]

A test is a file NAME.test. Its first lines say in words what it proves; then come parts,
each begun by a line "--- ...":

    --- file hello.py        what follows is written to hello.py
    --- $ coroscope run x.py a command for the shell; what follows is its standard output
    --- stderr               what follows is that command's standard error
    --- exit 2               that command's exit status, when it is not 0

The commands of a test run one after the other in an empty folder of their own, in
English, eighty columns wide. A line "..." of expected output stands for any lines.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def parts_of(text):
    """The parts as [heading, content]; the words before the first are left out."""
    parts = []
    for line in text.splitlines(keepends=True):
        if line.startswith("--- "):
            parts.append([line[4:].rstrip("\n"), ""])
        elif parts:
            parts[-1][1] += line
    return parts


def commands_of(parts, folder):
    """Writes the files, and yields each command with what is expected of it."""
    command = None
    for heading, content in parts:
        word, _, rest = heading.partition(" ")
        if word == "$":
            if command:
                yield command
            command = {"line": rest, "stdout": content, "stderr": "", "exit": 0}
        elif word == "file":
            if command:
                yield command
                command = None
            path = folder / rest
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        elif word == "stderr":
            command["stderr"] = content
        elif word == "exit":
            command["exit"] = int(rest)
        else:
            raise SystemExit(f"what is --- {heading}?")
    if command:
        yield command


def fits(expected, got):
    want, have = expected.split("\n"), got.split("\n")
    while want:
        line = want.pop(0)
        if line == "...":
            return not want or any(fits("\n".join(want), "\n".join(have[i:]))
                                   for i in range(len(have)))
        if not have or have.pop(0) != line:
            return False
    return not have


def run_test(binary, path):
    environment = {key: value for key, value in os.environ.items()
                   if not key.startswith("LC_") and key not in ("NO_COLOR", "LANG")}
    environment.update(LANG="C.UTF-8", COLUMNS="80", TERM="xterm",
                       PATH=f"{binary.parent}:{environment['PATH']}")
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for command in commands_of(parts_of(path.read_text()), folder):
            done = subprocess.run(["bash", "-c", command["line"]], cwd=folder,
                                  env=environment, capture_output=True)
            got = {"stdout": done.stdout.decode(errors="backslashreplace"),
                   "stderr": done.stderr.decode(errors="backslashreplace")}
            for stream in ("stdout", "stderr"):
                if not fits(command[stream], got[stream]):
                    wrong.append(f"$ {command['line']}\n{stream} should be\n"
                                 f"{command[stream]}and is\n{got[stream]}")
            if done.returncode != command["exit"]:
                wrong.append(f"$ {command['line']}\nexit status should be "
                             f"{command['exit']} and is {done.returncode}\n")
    return wrong


def main():
    binary, *files = sys.argv[1:]
    binary = pathlib.Path(binary).resolve()
    failed = 0
    paths = [pathlib.Path(f) for f in files] or sorted(HERE.glob("*.test"))
    for path in paths:
        wrong = run_test(binary, path)
        failed += bool(wrong)
        for problem in wrong:
            print(f"{path.name}: {problem}")
    print(f"{len(paths)} command line tests, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
