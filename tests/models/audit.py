#!/usr/bin/env python3
"""audit.py -- every nanosecond of every core and thread is accounted for.

    audit.py COROSCOPE [--random N] [FILE...]

Each FILE (or else every scenario, a few programs of our own and N random ones) is run on
several machines, and its trace is audited from the events alone: no core and no GIL has two threads, no thread
two cores; who computes in a process with a GIL has it; the parts of each thread's life add up
to it, those of each task too; busy and idle of each core add up to the run; the summary says
the same; and the work done is equal on all machines (but where somebody is cancelled: how far
a task has got by then is another on each machine).
"""

import argparse
import collections
import glob
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

MACHINES = [
    {"model": "event-loop"},
    {"model": "threads", "cores": 2},
    {"model": "threads", "cores": 1, "quantum": 0.003},
    {"model": "parallel", "cores": 1},
    {"model": "parallel", "cores": 3, "quantum": 0.007},
    {"model": "parallel", "cores": 8},
    {"model": "parallel", "cores": 2, "cost": {"thread": 0.001}},
]

PROGRAMS = {
    "sleeps beside computing": """
import asyncio, time
async def sleeper():
    for _ in range(20):
        await asyncio.sleep(0.01)
async def blocker():
    for _ in range(5):
        time.sleep(0.004)
        cpu(0.003)
async def job(n):
    cpu(0.05 + n / 1000)
    await asyncio.sleep(0)
    cpu(0.013)
async def main():
    await asyncio.gather(sleeper(), blocker(), *(job(n) for n in range(4)))
asyncio.run(main())
""",
    "locks and pieces": """
import asyncio
lock = asyncio.Lock()
async def worker(n):
    for turn in range(6):
        async with lock:
            cpu((n * 7 + turn * 3) % 8 / 1000 + 0.001)
        cpu((n * 5 + turn * 7) % 11 / 1000 + 0.001)
        await asyncio.sleep((n + turn) % 4 / 1000)
async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(5):
            group.create_task(worker(n))
asyncio.run(main())
""",
    "threads of the program": """
import threading, time
lock = threading.Lock()
def work(n):
    for turn in range(4):
        cpu(0.007 + n / 1000)
        with lock:
            time.sleep(0.002)
            cpu(0.001)
        time.sleep(0.003)
threads = [threading.Thread(target=work, args=(n,)) for n in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
""",
    "a thread beside the loop": """
import asyncio, threading, time
def work():
    for _ in range(3):
        cpu(0.02)
        time.sleep(0.01)
async def tick():
    for _ in range(10):
        await asyncio.sleep(0.005)
        cpu(0.001)
async def main():
    thread = threading.Thread(target=work)
    thread.start()
    await asyncio.gather(tick(), tick())
    thread.join()
asyncio.run(main())
""",
}


class Wrong(Exception):
    pass


def hold(fact, *words):
    if not fact:
        raise Wrong(" ".join(map(str, words)))


def export(coroscope, folder, program, machine):
    path, out = os.path.join(folder, "p.json"), os.path.join(folder, "t.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"coroscope": 1, "title": "t", "program": program, "machine": machine}, file)
    command = [coroscope, "export", path, "--format", "trace", "-o", out]
    run = subprocess.run(command, capture_output=True, text=True)
    hold(run.returncode == 0, "export:", run.stderr)
    with open(out, encoding="utf-8") as file:
        return json.load(file)


READY_AFTER = ("quantum", "preempted", "gil")


class Audit:
    def __init__(self, trace):
        self.trace = trace
        self.end = trace["outcome"]["time"]
        self.has_gil = trace["machine"]["model"] != "parallel"
        self.cores, self.busy = {}, collections.Counter()
        self.holder, self.process = {}, {}
        self.part, self.since, self.spent = {}, {}, collections.Counter()
        self.born, self.died = {}, {}
        self.began = {}
        self.work = 0
        self.cancels = False

    def turn(self, thread, part, now):
        self.spent[thread, self.part[thread]] += now - self.since[thread]
        self.part[thread], self.since[thread] = part, now

    def on_thread_start(self, e):
        thread = e["thread"]
        hold(thread not in self.part, "thread", thread, "starts twice")
        self.process[thread] = e["process"]
        self.born[thread] = self.since[thread] = e["t"]
        self.part[thread] = "away"

    def on_thread_ready(self, e):
        hold(self.part[e["thread"]] == "away", "thread", e["thread"], "is ready already")
        self.turn(e["thread"], "ready", e["t"])

    def on_thread_end(self, e):
        hold(self.part[e["thread"]] != "core", "thread", e["thread"], "ends on a core")
        self.turn(e["thread"], "ended", e["t"])
        self.died[e["thread"]] = e["t"]

    def on_core_run(self, e):
        core, thread = e["core"], e["thread"]
        hold(core not in self.cores, "core", core, "has two threads at", e["t"])
        hold(self.part[thread] in ("away", "ready"), "thread", thread, "has two cores")
        hold(not self.has_gil or self.holder.get(self.process[thread]) == thread,
             "thread", thread, "runs without the GIL at", e["t"])
        self.cores[core] = thread
        self.turn(thread, "core", e["t"])

    def on_core_leave(self, e):
        core, thread = e["core"], e["thread"]
        hold(self.cores.get(core) == thread, "thread", thread, "is not on core", core)
        del self.cores[core]
        self.busy[core] += e["t"] - self.since[thread]
        self.turn(thread, "ready" if e["why"] in READY_AFTER else "away", e["t"])

    def on_gil_acquire(self, e):
        process = self.process[e["thread"]]
        hold(process not in self.holder, "two threads have the GIL at", e["t"])
        self.holder[process] = e["thread"]

    def on_gil_release(self, e):
        process = self.process[e["thread"]]
        hold(self.holder.pop(process, None) == e["thread"], "a GIL that it does not have")

    def on_task_cancel(self, e):
        self.cancels = True

    def on_cpu_begin(self, e):
        self.began[e["task"]] = e["t"]

    def on_cpu_end(self, e):
        if not self.part:
            self.work += e["t"] - self.began[e["task"]]

    def run(self):
        time = 0
        for e in self.trace["events"]:
            hold(e["t"] >= time, "time goes back")
            if e["t"] > time:
                self.moves()
            time = e["t"]
            note = getattr(self, "on_" + e["type"].replace(".", "_"), None)
            if note:
                note(e)
        self.finish()
        return self.work

    def moves(self):
        if not self.has_gil:
            return
        for core, thread in self.cores.items():
            hold(self.holder.get(self.process[thread]) == thread,
                 "thread", thread, "computes on core", core, "without the GIL")

    def finish(self):
        for core, thread in self.cores.items():
            self.busy[core] += self.end - self.since[thread]
        for thread in self.part:
            if thread not in self.died:
                self.turn(thread, self.part[thread], self.end)
            life = self.died.get(thread, self.end) - self.born[thread]
            parts = sum(self.spent[thread, p] for p in ("away", "ready", "core"))
            hold(parts == life, "thread", thread, "lived", life, "but its parts are", parts)
        if self.part:
            self.work = sum(self.busy.values())
        self.check_summary()

    def check_summary(self):
        summary, machine = self.trace["summary"], self.trace["machine"]
        hold(len(summary["idle"]) == machine["cores"], "cores")
        for core, (busy, idle) in enumerate(zip(summary["busy"]["cores"], summary["idle"])):
            hold(busy + idle == summary["makespan"], "core", core, "does not add up")
            if self.part:
                hold(busy == self.busy[core], "core", core, "busy", busy, self.busy[core])
        hold(summary["work"] == self.work, "work", summary["work"], self.work)
        rows = {row["id"]: row for row in self.trace["tasks"]}
        running = 0
        for times in summary["tasks"]:
            row = rows[times["task"]]
            ended = self.end if row["ended"] is None else row["ended"]
            parts = times["running"] + times["ready"] + sum(times["waiting"].values())
            hold(parts == ended - row["created"], "task", row["id"], "lived",
                 ended - row["created"], "but its parts are", parts)
            running += times["running"]
        threads = summary.get("threads", [])
        for times in threads:
            self.check_thread(times)
        running += sum(times["computing"] for times in threads)
        hold(running >= self.work or not rows, "tasks run", running, "of", self.work)
        self.check_chain(summary["critical_path"])

    def check_thread(self, times):
        """The parts of a thread are those that its events make."""
        thread = times["thread"]
        life = times["ended"] - times["started"]
        waited = sum(times["waiting"].values())
        ready = sum(times["ready"].values())
        parts = (times["starting"] + times["computing"] + times["blocking"] + ready + waited
                 + times["idle"])
        hold(parts == life, "thread", thread, "lived", life, "but its summary says", parts)
        hold(times["started"] == self.born[thread], "thread", thread, "began")
        hold(times["computing"] == self.spent[thread, "core"], "thread", thread, "computed",
             self.spent[thread, "core"], "but its summary says", times["computing"])
        hold(ready == self.spent[thread, "ready"], "thread", thread, "was ready",
             self.spent[thread, "ready"], "but its summary says", ready)

    def check_chain(self, chain):
        events = chain["events"]
        hold(events == sorted(set(events)), "the critical path goes back")
        hold(chain["time"] <= self.end, "the critical path is longer than the run")
        hold(chain["time"] <= chain["least"] <= self.end, "the bound is above the run")


def random_programs(count):
    sys.path.insert(0, os.path.join(ROOT, "tests", "cpython"))
    import generate

    for seed in range(count):
        # Every other one computes where it would have blocked.
        text = generate.program(seed)
        yield f"random program {seed}", text.replace("time.sleep(", "cpu(" if seed % 2 else "time.sleep(")


def programs(files, random_count):
    yield from ((name, text.split("\n")) for name, text in random_programs(random_count))
    if not files:
        yield from ((name, text.strip().split("\n")) for name, text in PROGRAMS.items())
        files = sorted(glob.glob(os.path.join(ROOT, "scenarios", "*.json")))
    for path in files:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if path.endswith(".json"):
            program = json.loads(text)["program"]
            if isinstance(program, list):
                yield os.path.basename(path), program
        else:
            yield os.path.basename(path), text.split("\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("coroscope")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--random", type=int, default=10)
    options = parser.parse_args()
    wrong = count = equal = excused = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, program in programs(options.files, options.random):
            works, cancels = set(), False
            for machine in MACHINES[:1] if "beside the loop" in name else MACHINES:
                count += 1
                try:
                    audit = Audit(export(options.coroscope, folder, program, machine))
                    works.add(audit.run())
                    cancels = cancels or audit.cancels
                    hold(cancels or len(works) == 1, "another work than on the machines before:", works)
                except Wrong as error:
                    wrong += 1
                    print(f"{name} on {json.dumps(machine)}: {error}")
            equal += len(works) == 1
            excused += len(works) > 1
    print(f"{count} runs, {wrong} do not add up")
    print(f"{equal} programs do the same work on all machines, {excused} cancel somebody and do not")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
