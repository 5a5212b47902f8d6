"""invariant.py -- where nothing takes time, threads change nothing.

    invariant.py COROSCOPE [--random N]

Every behaviour program of asyncio, and N random ones, that neither compute nor block are
run on the machines `threads` and `parallel`, with one core and with four: their events must
be those of `event-loop`, the events of threads, cores and the GIL apart, and the thread that
an event of a task happened on. (Causes count events, so they are compared by what they point at.) Eager tasks are made as ordinary ones
for this: a first step cannot be on the maker's thread and on the task's own.
"""

import argparse
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path.insert(0, os.path.join(TESTS, "cpython"))

MACHINES = [
    {"model": "parallel", "cores": 4},
    {"model": "parallel", "cores": 1},
    {"model": "threads", "cores": 4},
]
OF_MACHINES = ("thread", "core", "gil")
EAGER_FACTORY = re.compile(r"asyncio\.eager_task_factory(\(?)")
TAKES_TIME = re.compile(r"\bcpu\(|\btime\.sleep\(")


def events(coroscope, folder, source, machine):
    """The events that all machines share, each with the event that caused it; the outcome."""
    scenario = {"coroscope": 1, "title": "t", "program": source.splitlines(), "machine": machine}
    path, out = os.path.join(folder, "program.json"), os.path.join(folder, "trace.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(scenario, file, ensure_ascii=False)
    run = subprocess.run([coroscope, "export", path, "-o", out], capture_output=True, text=True)
    if run.returncode:
        return [run.stderr], None
    with open(out, encoding="utf-8") as file:
        trace = json.load(file)
    shared, places = [], {}
    for at, event in enumerate(trace["events"]):
        cause = event.pop("cause", None)
        if event["type"].split(".")[0] in OF_MACHINES:
            continue
        event.pop("thread", None)
        places[at] = len(shared)
        shared.append((event, None if cause is None else places.get(at - cause, "of the machine")))
    return shared, trace["outcome"]


def first_difference(one, other):
    for at, (left, right) in enumerate(zip(one, other)):
        if left != right:
            return f"event {at}:\n    event-loop: {left}\n    here:       {right}"
    return f"{len(one)} events, here {len(other)}"


def ordinary(match):
    """In the place of a factory: none, or a call that makes a task of the loop and the coroutine."""
    return "(lambda loop, coroutine: loop.create_task(coroutine))(" if match[1] else "None"


def programs(count):
    for path in sorted(glob.glob(os.path.join(TESTS, "behaviour", "asyncio", "*.py"))):
        with open(path, encoding="utf-8") as file:
            yield os.path.relpath(path, TESTS), file.read()
    import generate

    for seed in range(count):
        # What takes time there takes none here.
        source = TAKES_TIME.sub("abs(", generate.program(seed))
        yield f"random program {seed}", EAGER_FACTORY.sub(ordinary, source)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("coroscope")
    parser.add_argument("--random", type=int, default=60)
    options = parser.parse_args()
    checked = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, source in programs(options.random):
            if TAKES_TIME.search(source) or "eager" in source:
                continue
            checked += 1
            expected, outcome = events(options.coroscope, folder, source, "event-loop")
            for machine in MACHINES:
                got, end = events(options.coroscope, folder, source, machine)
                if got == expected and end == outcome:
                    continue
                failed += 1
                print(f"{name} on {machine['model']}:{machine['cores']}")
                print("  " + (first_difference(expected, got) if got != expected else f"ends {end}, not {outcome}"))
                break
    print(f"{checked - failed} of {checked} programs leave the same events on all machines")
    return failed > 0 or checked < 100


if __name__ == "__main__":
    sys.exit(main())
