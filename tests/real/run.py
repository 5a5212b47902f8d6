"""run.py -- holds simulated times of threads and processes against those of real cores.

    run.py BINARY [--python PROGRAM] [--repeat N] [--only NAME]

Each program of this folder prints lines "what: seconds". It runs on CPython 3.13 on the
cores of this computer, N times (5 unless told), of which the least times count, and on
Coroscope with as many cores. cpu(s) there computes in Python until its thread has had s
seconds of processor time. Each time must be within 10 % (exit status 1 if one is not).

This takes real time and wants a quiet computer: it is no part of the test suite.
"""

import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOLERANCE = 0.10

CPU = """\
import time as _time
def cpu(seconds):
    clock = _time.thread_time
    end = clock() + seconds
    while clock() < end:
        pass
"""


def find_python():
    found = sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.13.*/bin/python3")))
    return found[0] if found else "python3.13"


def times(text):
    return {what: float(seconds) for what, seconds in re.findall(r"^(.*): ([0-9.]+)$", text, re.M)}


def simulated(binary, path, cores):
    command = [binary, "run", "--on", f"event-loop:{cores}", path]
    return times(subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout)


def measured(python, path, repeat):
    """The least of each time. The program is a file of its own, as process pools want it."""
    least = {}
    with tempfile.TemporaryDirectory() as folder, open(path, encoding="utf-8") as file:
        program = os.path.join(folder, os.path.basename(path))
        with open(program, "w", encoding="utf-8") as out:
            out.write(CPU + file.read())
        for _ in range(repeat):
            run = subprocess.run([python, program], capture_output=True, text=True, check=True, timeout=120)
            for what, seconds in times(run.stdout).items():
                least[what] = min(seconds, least.get(what, seconds))
    return least


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--python", default=find_python())
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    print(f"{cores} cores, best of {options.repeat}\n")
    print("| program | what | real | simulated | difference |\n|---|---|---|---|---|")
    far = 0
    for path in sorted(glob.glob(os.path.join(HERE, "*.py"))):
        name = os.path.basename(path)[:-3]
        if name == "run" or options.only not in name:
            continue
        said = simulated(options.binary, path, cores)
        for what, real in measured(options.python, path, options.repeat).items():
            off = said[what] / real - 1
            far += abs(off) > TOLERANCE
            print(f"| {name} | {what} | {real:.3f} s | {said[what]:.3f} s | {off * 100:+.1f} % |", flush=True)
    return 1 if far else 0


if __name__ == "__main__":
    sys.exit(main())
