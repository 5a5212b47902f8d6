#!/usr/bin/env python3
"""Lets each call of the system fail once: run.py BINARY [--seconds N]

BINARY is coroscope with faults.c between itself and the system. For every command below,
each allocation, open, read, write, rename ... fails once, in a run of its own. Whatever
fails, the program ends by itself with a status that the README lists and, unless all went
well all the same, a message; the file that it writes is the old one or the whole new one,
and nothing else is left in the folder. Where there are more calls than the seconds allow,
they are chosen evenly.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

PROGRAM = """import asyncio

async def task(name, sec):
    print(f'{name} 시작')
    await asyncio.sleep(sec)
    return [name] * 100

async def main():
    print(await asyncio.gather(task('작업1', 2), task('작업2', 1)))

asyncio.run(main())
"""
OLD = "what was here before\n"
OUT_OF_MEMORY = 12
COMMANDS = [
    ["run", "gather.py"],
    ["run", "--timeline", "--explain", "gather.py"],
    ["run", "--times", "--expect", "expected.txt", "gather.py"],
    ["check", "gather.py", "bad.json"],
    ["export", "gather.py", "-o", "out", "--format", "trace"],
    ["export", "gather.py", "-o", "new", "--format", "text"],
    ["export", "gather.trace.json", "-o", "out", "--format", "scenario"],
    ["run", "--explain", "gather.trace.json"],
    ["compare", "--on", "event-loop", "--on", "event-loop:2", "gather.py"],
]
# A file system that has no files without a name: the second open() is for such a file.
ELSEWHERE = "open:2:95"
ALLOCATIONS = ("malloc", "realloc", "aligned_alloc")
# How each function may fail: permission, too many files, no space, an I/O error, a signal.
ERRORS = {"open": [13, 24], "mkstemp": [13], "read": [5, 4], "write": [28, 5, 4, "short"],
          "fchmod": [1], "linkat": [13], "rename": [28], "close": [5], "access": [2],
          "fopen": [13], "pthread_create": [11]}


class Faults:
    def __init__(self, binary, folder):
        self.binary = binary
        self.folder = folder
        self.problems = []
        self.runs = 0

    def prepare(self):
        for path in self.folder.iterdir():
            path.unlink()
        (self.folder / "gather.py").write_text(PROGRAM)
        (self.folder / "bad.json").write_text('{"coroscope": 1, "tilte": [}')
        (self.folder / "expected.txt").write_text("something else\n")
        (self.folder / "out").write_text(OLD)
        if self.trace:
            (self.folder / "gather.trace.json").write_bytes(self.trace)

    trace = None

    def run(self, command, **environment):
        self.prepare()
        self.runs += 1
        base = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1",
                "LANG": "C.UTF-8", "COLUMNS": "80", **environment}
        done = subprocess.run([self.binary, *command], cwd=self.folder, env=base,
                              capture_output=True, timeout=60)
        files = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        return done, files

    def counts(self, command, **environment):
        """The healthy run, its files, and how often it calls each function."""
        with tempfile.NamedTemporaryFile("r") as file:
            done, files = self.run(command, COROSCOPE_FAULT_COUNT=file.name, **environment)
            lines = [line.split() for line in file.read().splitlines()]
        return done, files, {name: int(count) for name, count in lines}

    def judge(self, command, fault, healthy, whole, done, files):
        def wrong(what):
            self.problems.append(f"{' '.join(command)}, {fault}: {what}\n"
                                 + done.stderr.decode(errors="replace")[-600:])

        status = done.returncode
        if status not in (0, 1, 2, 5) or b"Sanitizer" in done.stderr:
            wrong(f"status {status}")
        elif status != healthy.returncode and not done.stderr:
            wrong(f"status {status} without a message")
        elif status == healthy.returncode and status == 0 and done.stdout != healthy.stdout:
            wrong("another output, and nobody is told")
        if fault.split(":")[0] in ALLOCATIONS and status != 5:
            wrong(f"no memory, but status {status}")
        if set(files) - set(whole):
            wrong(f"left behind: {set(files) - set(whole)}")
        for name, content in files.items():
            before = {"out": OLD.encode()}.get(name)
            if content not in (before, whole.get(name)):
                wrong(f"{name} is half-written")

    def fail_one(self, command, fault, healthy, whole):
        done, files = self.run(command, COROSCOPE_FAULT=fault)
        self.judge(command, fault, healthy, whole, done, files)

    def fail_elsewhere(self, command):
        """The calls for a file that has a temporary name from the first."""
        healthy, whole, counts = self.counts(command, COROSCOPE_FAULT=ELSEWHERE)
        if healthy.returncode != 0 or counts["mkstemp"] != 1:
            self.problems.append(f"{' '.join(command)}, {ELSEWHERE}: {healthy}, {counts}")
        for name in ("mkstemp", "write", "fchmod", "close", "rename"):
            for number in range(1, counts[name] + 1):
                for error in ERRORS[name]:
                    self.fail_one(command, f"{ELSEWHERE},{name}:{number}:{error}", healthy,
                                  whole)

    def fail_each(self, command, seconds):
        began = time.monotonic()
        healthy, whole, counts = self.counts(command)
        for name, errors in ERRORS.items():
            for number in range(1, min(counts[name], 12) + 1):
                for error in errors:
                    self.fail_one(command, f"{name}:{number}:{error}", healthy, whole)
        allocations = [f"{name}:{number}:{OUT_OF_MEMORY}" for name in ALLOCATIONS
                       for number in range(1, counts[name] + 1)]
        a_run = (time.monotonic() - began) / self.runs_of(counts)
        room = max(10, int((seconds - (time.monotonic() - began)) / a_run))
        step = max(1.0, len(allocations) / room)
        for i in range(int(len(allocations) / step)):
            self.fail_one(command, allocations[int(i * step)], healthy, whole)

    @staticmethod
    def runs_of(counts):
        return 1 + sum(min(counts[name], 12) * len(errors) for name, errors in ERRORS.items())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        faults = Faults(os.path.abspath(options.binary), pathlib.Path(name))
        subject = ["export", "gather.py", "-o", "gather.trace.json"]
        faults.trace = faults.run(subject)[1]["gather.trace.json"]
        for command in COMMANDS:
            faults.fail_each(command, options.seconds / len(COMMANDS))
        faults.fail_elsewhere(["export", "gather.py", "-o", "out", "--format", "trace"])
    for problem in faults.problems[:20]:
        print(problem)
    print(f"{faults.runs} faults, {len(faults.problems)} of them met badly")
    return 1 if faults.problems else 0


if __name__ == "__main__":
    sys.exit(main())
