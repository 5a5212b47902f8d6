"""run.py -- measures Coroscope beside CPython, both in this run, and prints the table.

    run.py BINARY [--full] [--lean] [--only NAME] [--repeat N] [--callgrind]

Each program of programs/ runs on both sides with the same N: CPython on cpython_run.py,
Coroscope with `run`, its start-up included. The best of a few runs counts. --full adds
the million tasks, which take CPython some minutes. --lean races against a CPython that
was made as fast as it can be: no garbage collector, a loop and timers of ours.
--callgrind counts instructions of small runs instead, which no other load on the
computer can disturb.
"""

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "cpython"))

import compare

# name, program, N, ROUNDS, how many things happen, how many times CPython's speed is asked for
RACES = [
    ("sleepers, 10^3 tasks: resumptions", "sleepers", 10**3, 100, 10**6, 60),
    ("sleepers, 10^5 tasks: resumptions", "sleepers", 10**5, 1, 10**6, 120),
    ("sleepers, 10^6 tasks: resumptions", "sleepers", 10**6, 1, 10**7, 80),
    ("sleep(0) in turn: switches", "switch", 10**6, 1, 2 * 10**6, 25),
    ("through a Queue(1): things", "queue", 3 * 10**5, 1, 3 * 10**5, 25),
    ("gather: children", "gather", 10**5, 10, 10**6, 60),
    ("plain loop: rounds", "loop", 10**7, 1, 10**7, 2),
]
MEMORY_TARGET = 256
EXPORT_TARGET = 10 * 10**6
TRACE_TARGET = 2
START_TARGET = 0.005
LOAD_TARGET = 0.050
LOAD_LINES = 10**4
LONG = 10**6
# What bench_draw tells, by the end of its name, and how much or how little is asked for.
DRAW_TARGETS = [
    ("the file, read and made ready to be drawn", "most", 1.5),
    ("frame of 5,000 bars and 300 labels", "most", 8),
    ("memory for an event", "most", 60),
    ("10^6 slices, 1/", "least", 60),
    ("10^7 slices, 1/", "least", 20),
    ("10^6 slices, axis of", "least", 60),
    ("10^7 slices, axis of", "least", 20),
]
GIF_TARGET = 10


def find_python(minor):
    for candidate in (f"python3.{minor}", os.path.expanduser(f"~/.pyenv/versions/3.{minor}"), ):
        if os.path.isdir(candidate):
            candidate = os.path.join(candidate, "bin", "python3")
        if shutil.which(candidate):
            return candidate
    import glob

    for path in sorted(glob.glob(os.path.expanduser(f"~/.pyenv/versions/3.{minor}.*/bin/python3"))):
        return path
    return None


def best_python(minors):
    """The first of these versions that runs, else the Python that runs this."""
    for minor in minors:
        python = find_python(minor)
        if python and subprocess.run([python, "-c", ""], capture_output=True).returncode == 0:
            return python
    return sys.executable


def warm_memory():
    """A virtual machine may hand memory that nobody used for two seconds back to its host, and get
    it again slower than a run fills it. That is not what is measured: so all of it is used first,
    by a process of its own, as children begin with the peak of their parent."""
    for _ in range(2):
        subprocess.run([sys.executable, "-c", "b'1' * (2 << 30)"], check=True)


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.python = compare.find_python() or sys.executable
        self.python311 = best_python([11, 13, 12])

    def program(self, name, size, rounds=1):
        with open(os.path.join(HERE, "programs", name + ".py"), encoding="utf-8") as file:
            text = re.sub(r"^N = .*$", f"N = {size}", file.read(), count=1, flags=re.M)
        text = re.sub(r"^ROUNDS = .*$", f"ROUNDS = {rounds}", text, count=1, flags=re.M)
        path = os.path.join(self.folder, f"{name}-{size}-{rounds}.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def cpython(self, path, python=None):
        """Seconds and peak memory in KiB of the program alone, without Python's start."""
        lean = ["--lean"] * self.options.lean
        run = subprocess.run([python or self.python, os.path.join(HERE, "cpython_run.py"), *lean, path], capture_output=True, text=True, check=True)
        told = json.loads(run.stderr.splitlines()[-1])
        return told["seconds"], told["peak"]

    def ours(self, arguments, binary=None):
        """Seconds and peak memory in KiB of the whole process."""
        binary = binary or self.options.binary
        start = time.perf_counter()
        child = os.posix_spawn(binary, [binary] + arguments, os.environ,
                               file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        if status != 0:
            sys.exit(f"{' '.join(arguments)}: exit status {os.waitstatus_to_exitcode(status)}")
        return seconds, usage.ru_maxrss

    def race(self, name, program, size, rounds, count, target):
        path = self.program(program, size, rounds)
        python = self.python311 if program == "loop" else self.python
        repeat = self.options.repeat
        takes_minutes = program == "sleepers" and size >= LONG
        theirs = ours = float("inf")
        for _ in range(1 if takes_minutes else repeat):
            theirs = min(theirs, self.cpython(path, python)[0])
            # As much shorter as ours are, a few of them beside each of CPython's.
            ours = min(ours, *(self.ours(["run", path])[0] for _ in range(repeat)))
        ratio = theirs / ours
        self.row(name, f"{count / theirs:,.0f}/s", f"{count / ours:,.0f}/s", f"{ratio:.1f}x", f"{target}x", ratio >= target)
        return ours

    def export(self, path, out, options=()):
        """To a new file each time: some file systems wait for the disk when one is replaced."""
        if os.path.exists(out):
            os.remove(out)
        return self.ours(["export", path, "-o", out, *options])[0]

    def trace_on(self):
        """How much longer a run takes whose events are recorded, and how many events a second
        an export makes into lines of a file, beyond what the run itself takes."""
        path = None
        for size in [10**3, 10**5, 10**6]:
            path = self.program("sleepers", size)
            self.trace_ratio(size, path)
        self.trace_rate(self.program("sleepers", 10**5))

    def bench(self, name):
        """One of the programs beside this one; None where it was not built."""
        path = os.path.join(os.path.dirname(self.options.binary), "tests", "bench_" + name)
        return path if os.path.exists(path) else None

    def trace_ratio(self, size, path):
        bench = self.bench("record")
        if not bench:
            return
        repeat = self.options.repeat * (5 if size <= 10**3 else 2)
        off = on = float("inf")
        for _ in range(repeat):
            off = min(off, self.ours([path], bench)[0])
            if size >= LONG:
                warm_memory()
            on = min(on, self.ours(["-r", path], bench)[0])
        name = f"sleepers, 10^{len(str(size)) - 1} tasks: trace on against off"
        self.row(name, f"{off:.3f} s off", f"{on:.3f} s on", f"{on / off:.2f}x", f"{TRACE_TARGET}x", on <= TRACE_TARGET * off)

    def dump_rate(self, folder):
        """Events a second that Python's json.dumps makes into lines: the rival."""
        script = "import json, time; e = {'t': 2251653134, 'type': 'timer.set', 'timer': 516590, 'due': 2674800270, 'what': 'sleep', 'line': 10}; " \
                 "start = time.perf_counter(); out = open(%r, 'w'); n = 200000; [out.write(json.dumps(e, ensure_ascii=False) + ',\\n') for _ in range(n)]; out.close(); " \
                 "print(n / (time.perf_counter() - start))" % os.path.join(folder, "rival.json")
        return max(float(subprocess.run([self.python, "-c", script], capture_output=True, text=True, check=True).stdout) for _ in range(self.options.repeat))

    def trace_rate(self, path):
        off = min(self.ours(["run", path])[0] for _ in range(self.options.repeat))
        out = os.path.join(self.folder, "sleepers.trace.json")
        on = min(self.export(path, out) for _ in range(self.options.repeat))
        with open(out, "rb") as file:
            events = sum(1 for line in file if line.startswith(b'{"t": '))
        size = os.path.getsize(out)
        self.row("run, recorded and exported to a file, against run", f"{off:.3f} s off", f"{on:.3f} s on", f"{on / off:.2f}x", "", None)
        rate, theirs = events / max(on - off, 1e-9), self.dump_rate(self.folder)
        self.row(f"trace export: {events:,} events, {size / 1e6:.0f} MB", f"{theirs / 1e6:.2f} M/s", f"{rate / 1e6:.1f} M/s", f"{rate / theirs:.0f}x", f"{EXPORT_TARGET / 1e6:.0f} M/s", rate >= EXPORT_TARGET)
        show = min(self.ours(["run", "--timeline", out])[0] for _ in range(self.options.repeat))
        self.row("reading and showing that file", "", f"{events / show / 1e6:.1f} M/s", "", "", None)

    def peak(self, path):
        """Peak memory in KiB. A child's peak begins with that of whoever starts it: so a small
        process does, not this one, which has read traces."""
        starter = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        return int(subprocess.run([sys.executable, "-c", starter, self.options.binary, "run", path], capture_output=True, text=True, check=True).stdout)

    def draw(self):
        """Pictures of very large runs, without CPython: only where bench_draw was built."""
        bench = self.bench("draw")
        if not bench:
            return
        trace = os.path.join(self.folder, "large.trace.json")
        self.export(self.program("sleepers", 31250), trace)
        for line in subprocess.run([bench, trace], capture_output=True, text=True, check=True).stdout.splitlines():
            name, _, figure = line.rpartition(": ")
            number, unit = figure.split()
            side, target = next(((side, target) for part, side, target in DRAW_TARGETS if part in name), (None, ""))
            reached = None if side is None else float(number) <= target if side == "most" else float(number) >= target
            self.row(name, "", figure, "", f"{target} {unit}" if side else "", reached)
        gif = self.export(os.path.join(HERE, "..", "..", "scenarios", "04_gather.json"), os.path.join(self.folder, "film.gif"), ["--length", "10", "--size", "1280x720"])
        self.row("a GIF of 10 s", "", f"{gif:.2f} s", "", f"{GIF_TARGET} s", gif <= GIF_TARGET)

    def memory(self):
        small, large = 10**5, 4 * 10**5
        each = []
        for measure in (lambda path: self.cpython(path)[1], self.peak):
            grown = measure(self.program("memory", large)) - measure(self.program("memory", small))
            each.append(grown * 1024 / (large - small))
        self.row("memory for one sleeping task", f"{each[0]:,.0f} B", f"{each[1]:,.0f} B", f"{each[0] / each[1]:.1f}x", f"{MEMORY_TARGET} B", each[1] <= MEMORY_TARGET)

    def start(self):
        path = self.program("smallest", 0)

        def python():
            begin = time.perf_counter()
            subprocess.run([self.python, "-c", "import asyncio"], check=True)
            return time.perf_counter() - begin

        theirs = statistics.median(python() for _ in range(10))
        ours = statistics.median(self.ours(["run", path])[0] for _ in range(50))
        self.row("start to end of the smallest program", f"{theirs * 1e3:.0f} ms", f"{ours * 1e3:.1f} ms", f"{theirs / ours:.0f}x", "5 ms", ours <= START_TARGET)

    def load(self):
        """A program of functions of ten lines each is read and checked; CPython compiles it."""
        with open(os.path.join(HERE, "programs", "lines.py"), encoding="utf-8") as file:
            function = file.read()
        text = "".join(function.replace("WORK", str(at)) for at in range(LOAD_LINES // function.count("\n")))
        path = os.path.join(self.folder, "lines.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        measure = "import sys, time; text = open(sys.argv[1]).read(); begin = time.perf_counter(); compile(text, 'x', 'exec'); print(time.perf_counter() - begin)"
        theirs = min(float(subprocess.run([self.python, "-c", measure, path], capture_output=True, check=True).stdout) for _ in range(5))
        ours = min(self.ours(["check", path])[0] for _ in range(20))
        self.row("a file of 10,000 lines, from start to loaded", f"{theirs * 1e3:.0f} ms", f"{ours * 1e3:.0f} ms", f"{theirs / ours:.1f}x", "50 ms", ours <= LOAD_TARGET)

    def sweep(self):
        """Eight machines at 200,000 computing segments each: how many real cores that keeps busy."""
        path = self.program("segments", 2 * 10**5)
        command = ["compare", path, "--on", "parallel", "--sweep", "cores=1..8"]
        cores = min(len(os.sched_getaffinity(0)), 8)
        best = None
        for _ in range(self.options.repeat):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            real = self.ours(command)[0]
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            if best is None or real < best[0]:
                best = real, busy
        real, busy = best
        target = 0.8 * cores
        self.row("sweep of 8 machines x 200,000 segments: cpu against real", f"{busy:.2f} s cpu", f"{real:.2f} s real",
                 f"{busy / real:.2f}x", f"{target:.1f}x", busy >= target * real)

    def operations(self):
        """Four tasks whose operations take time: how many of these a second, on each model."""
        path = self.program("operations", 10**5)
        count = 4 * 10**5 * 3
        for machine in ("event-loop", "threads:4", "parallel:4"):
            ours = min(self.ours(["run", path, "--op", "20ns", "--on", machine])[0] for _ in range(self.options.repeat))
            self.row(f"operations that take time, on {machine}", "", f"{count / ours / 1e6:.2f} M/s", "", "", None)

    def callgrind(self):
        """Instructions for one more thing that happens, from two sizes."""
        for name, program, _, _, _, _ in RACES:
            if program == "sleepers" and "10^3" not in name:
                continue
            counts = []
            for size in (1000, 3000):
                out = os.path.join(self.folder, "callgrind.out")
                run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", self.options.binary, "run",
                                      self.program(program, size)], capture_output=True, text=True)
                found = re.search(r"Collected : (\d+)", run.stderr)
                if not found:
                    sys.exit("valgrind told no count:\n" + run.stderr[-500:])
                counts.append(int(found.group(1)))
            per = {"sleepers": 10, "switch": 2}.get(program, 1)
            print(f"{name:<42}{(counts[1] - counts[0]) / (2000 * per):>12,.0f} instructions each")

    def row(self, name, theirs, ours, ratio, target, reached):
        mark = "" if reached is None else "reached" if reached else "NOT REACHED"
        print(f"{name:<58}{theirs:>16}{ours:>16}{ratio:>9}{target:>9}  {mark}", flush=True)

    def run(self):
        if self.options.callgrind:
            return self.callgrind()
        self.row("work", "CPython", "Coroscope", "ratio", "target", None)
        for race in RACES:
            if self.options.only and self.options.only not in race[1]:
                continue
            if race[:2] == RACES[2][:2] and not self.options.full:
                continue
            self.race(*race)
        for name in ("trace_on", "memory", "start", "load", "sweep", "operations", "draw"):
            if not self.options.only or self.options.only in name:
                getattr(self, name)()


def main():
    parser = argparse.ArgumentParser(description="measures Coroscope beside CPython")
    parser.add_argument("binary")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--lean", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--callgrind", action="store_true")
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    with tempfile.TemporaryDirectory() as folder:
        Bench(options, folder).run()


if __name__ == "__main__":
    main()
