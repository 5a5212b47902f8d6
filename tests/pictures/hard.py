#!/usr/bin/env python3
"""Pictures of runs that are hard to draw: hard.py BINARY

Runs without tasks, with one, with ten thousand, with names of ten kilobytes; traces that are
cut off or in which numbers were changed. Each picture is made, or refused with one message;
nothing crashes. What is changed follows from fixed seeds.
"""

import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SCENARIOS = HERE.parent.parent / "scenarios"
ASYNC = "import asyncio\nasync def main():\n    {}\nasyncio.run(main())\n"

PROGRAMS = {
    "nothing": "",
    "printed": "print('hello')\n",
    "one": ASYNC.format("await asyncio.sleep(1)"),
    "many": "import asyncio\nasync def f(n):\n    await asyncio.sleep(n % 7)\n"
            + ASYNC[15:].format("await asyncio.gather(*(f(n) for n in range(10000)))"),
    "names": "import asyncio\nasync def f():\n    print('x' * 10000)\n    await asyncio.sleep(1)\n"
             + ASYNC[15:].format("await asyncio.create_task(f(), name='<&\"\\n' + '가' * 3400)"),
    "deep": "import asyncio\nasync def f(n):\n    if n: await asyncio.create_task(f(n - 1))\n"
            + ASYNC[15:].format("await f(400)"),
    "failed": ASYNC.format("raise ValueError('x' * 10000)"),
}
VIEWS = ["", "--at 0.5", "--axis event --at #3", "--axis turn --size 64x64",
         "--size 3000x64 --view timeline --theme print"]
TRACES = ["04_gather", "12_cancellation", "19_semaphore_bounds_a_crowd", "24_thread_queue",
          "23_loop_thread_process"]


class Hard:
    def __init__(self, binary, folder):
        self.binary, self.folder, self.well = binary, folder, True
        has_drawer = (pathlib.Path(binary).parent / "coroscope-draw").exists()
        self.forms = ["svg", "html"] + ["png", "pdf"] * has_drawer

    def export(self, source, form, view, may_refuse):
        out = self.folder / f"out.{form}"
        command = [self.binary, "export", str(source), "-o", str(out), *view.split()]
        suppressions = f"print_suppressions=0:suppressions={HERE}/leaks.txt"
        done = subprocess.run(command, capture_output=True, timeout=120,
                              env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent",
                                   "LSAN_OPTIONS": suppressions})
        refused = done.returncode == 2 and done.stderr.count(b"\n") == 1
        if done.returncode == 0 or (may_refuse and refused):
            return
        self.well = False
        print(" ".join(command), done.returncode, done.stderr.decode()[-600:], sep="\n")

    def programs(self):
        for name, text in PROGRAMS.items():
            path = self.folder / f"{name}.py"
            path.write_text(text)
            for number, view in enumerate(VIEWS):
                for form in self.forms[:1] if number else self.forms:
                    self.export(path, form, view, False)

    def traces(self):
        for number, name in enumerate(TRACES):
            path = self.folder / "trace.json"
            subprocess.run([self.binary, "export", str(SCENARIOS / f"{name}.json"),
                            "--format", "trace", "-o", str(path)], check=True)
            whole = path.read_text()
            changed = self.folder / "changed.trace.json"
            chance = random.Random(number)
            for _ in range(6):
                changed.write_text(whole[:chance.randrange(len(whole))])
                self.export(changed, "svg", "", True)
            for index in range(14):
                changed.write_text(forged(whole, chance))
                self.export(changed, self.forms[index % len(self.forms)],
                            VIEWS[index % len(VIEWS)], True)


def forged(whole, chance):
    """Some numbers behind the head replaced by others."""
    head = whole.index('"events"')
    numbers = [found for found in re.finditer(r"\d+", whole) if found.start() > head]
    for found in sorted(chance.sample(numbers, 2), key=lambda found: -found.start()):
        other = str(chance.choice([0, 1, 2, 3, 5, 9, 40, 1000000, 2**32 - 1, 2**53 + 1]))
        whole = whole[:found.start()] + other + whole[found.end():]
    return whole


def main():
    with tempfile.TemporaryDirectory() as folder:
        hard = Hard(sys.argv[1], pathlib.Path(folder))
        hard.programs()
        hard.traces()
    return 0 if hard.well else 1


if __name__ == "__main__":
    sys.exit(main())
