"""threads.py -- random programs of threads, or of processes, with locks and queues.

    threads.py BINARY [FIRST COUNT] [--python]

Every other program is one of processes. Each is run twice on several machines: it must end, by
itself or as a deadlock, without a fault of ours, twice in the same way, and its trace is
audited (tests/models/audit.py). With --python the logs that the threads keep are held against
CPython's on the real clock, wherever the order of what happens does not hang on less than a few
milliseconds; by hand only, as a busy computer blurs that.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "models"))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "cpython"))

import audit
import compare

MACHINES = ["event-loop:2", "event-loop:1", "threads:2", "parallel:3"]
SECONDS = 30
APART = 0.006  # seconds between what must happen in this order on a real computer

PRELUDES = {
    "threads": """\
import queue, threading, time
from threading import Barrier, BoundedSemaphore, BrokenBarrierError, Condition, Event, Lock, RLock, Semaphore
from queue import Queue
""",
    "processes": """\
import queue, time
from multiprocessing import Barrier, BoundedSemaphore, Condition, Event, Lock, Manager, Process, Queue, RLock, Semaphore, Value
from threading import BrokenBarrierError
""",
}

# What each thread does goes into its own log: what came of it, and when it began and ended.
COMMON = """
locks = [Lock(), RLock()]
places = [Semaphore(2), BoundedSemaphore(1)]
items, wide = Queue(1), Queue()
events = [Event(), Event()]
meeting = Barrier({parties}, timeout=0.15)
news = Condition()
start = time.time()

def now():
    return round(time.time() - start, 6)

class Log:
    def __init__(self):
        self.rows, self.times = [], []

    def do(self, word, action):
        begun = now()
        try:
            result = action()
        except (queue.Full, queue.Empty, BrokenBarrierError, ValueError, RuntimeError, AssertionError) as error:
            result = type(error).__name__
        self.rows.append((word, result))
        self.times += [begun, now()]

def hold(lock, timeout, seconds):
    if not lock.acquire(timeout=timeout):
        return False
    time.sleep(seconds)
    lock.release()
    return True

def twice(lock, seconds):
    with lock:
        with lock:
            time.sleep(seconds)
    return True

def listen(timeout):
    with news:
        return news.wait(timeout)

def tell(all):
    with news:
        news.notify_all() if all else news.notify()
"""

ENDS = {
    "threads": """
def run():
    logs = [Log() for _ in parts]
    threads = [threading.Thread(target=part, args=(log,)) for part, log in zip(parts, logs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [(log.rows, log.times) for log in logs]

results = run()
""",
    "processes": """
def body(part, number, answers):
    log = Log()
    part(log)
    answers.put((number, log.rows, log.times))

def run():
    answers = Queue()
    workers = [Process(target=body, args=(part, n, answers)) for n, part in enumerate(parts)]
    for worker in workers:
        worker.start()
    results = sorted(answers.get() for _ in workers)
    for worker in workers:
        worker.join()
    return [result[1:] for result in results]

results = run()
""",
}

LAST = """
for number, (rows, times) in enumerate(results):
    for row in rows:
        print(number, *row)
print('times', [times for rows, times in results])
"""


def seconds(rng):
    return rng.choice([0.012, 0.021, 0.033, 0.047, 0.058, 0.071, 0.083])


def operation(rng, number):
    """What is done: a word for the log, and an expression."""
    timeout = rng.choice(["None", seconds(rng), 0.3])
    lock_timeout = rng.choice([seconds(rng), 0.3])
    hold = f"hold(locks[{rng.randrange(2)}], {lock_timeout}, {seconds(rng)})"
    return rng.choice(
        [
            ("hold", hold),
            ("hold", hold),
            ("twice", f"twice(locks[1], {seconds(rng)})"),
            ("place", f"hold(places[{rng.randrange(2)}], {lock_timeout}, {seconds(rng)})"),
            ("put", f"items.put({number * 100 + rng.randrange(100)}, timeout={lock_timeout})"),
            ("get", f"items.get(timeout={lock_timeout})"),
            ("put", f"wide.put({number * 100 + rng.randrange(100)})"),
            ("get", f"wide.get(timeout={lock_timeout})"),
            ("set", f"events[{rng.randrange(2)}].set()"),
            ("clear", f"events[{rng.randrange(2)}].clear()"),
            ("wait", f"events[{rng.randrange(2)}].wait({lock_timeout})"),
            ("meet", "meeting.wait() >= 0"),
            ("listen", f"listen({lock_timeout if timeout == 'None' else timeout})"),
            ("tell", f"tell({rng.choice([True, False])})"),
            ("compute", f"cpu({seconds(rng) / 4})"),
        ]
    )


def program(seed):
    rng = random.Random(seed)
    kind = "processes" if seed % 2 else "threads"
    count = rng.randrange(2, 5)
    lines = [PRELUDES[kind], COMMON.format(parties=rng.randrange(1, count + 1))]
    for number in range(count):
        lines += [f"def part{number}(log):", f"    time.sleep({(number + 1) * 0.009:.3f})"]
        for _ in range(rng.randrange(2, 7)):
            word, action = operation(rng, number)
            lines += [f"    log.do({word!r}, lambda: {action})", f"    time.sleep({seconds(rng)})"]
        lines += [""]
    lines += [f"parts = [{', '.join(f'part{n}' for n in range(count))}]", ENDS[kind], LAST]
    return "\n".join(lines)


# ---- Ours ----


def export(binary, path, machine):
    try:
        done = subprocess.run([binary, "export", path, "--on", machine, "--format", "trace", "-o", "-"],
                              capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None
    return done.returncode, done.stdout, done.stderr


def check(binary, path):
    """What is wrong, or None."""
    for machine in MACHINES:
        first, second = export(binary, path, machine), export(binary, path, machine)
        if first is None:
            return f"on {machine}: no end within {SECONDS} s"
        if first[0] != 0 or b"ERROR:" in first[2]:
            return f"on {machine}: status {first[0]}\n{first[2].decode()[:2000]}"
        if first != second:
            return f"on {machine}: two runs differ"
        try:
            audit.Audit(json.loads(first[1])).run()
        except audit.Wrong as error:
            return f"on {machine}: {error}"
    return None


# ---- CPython ----


def printed(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None, None
    lines = done.stdout.splitlines()
    if not lines or not lines[-1].startswith("times "):
        return None, None
    return lines[:-1], json.loads(lines[-1][len("times "):])


def is_determined(times):
    """True if what several threads do is far enough apart. One that waits ends with the other."""
    moments = sorted((moment, number) for number, of in enumerate(times) for moment in of)
    for (one, first), (other, second) in zip(moments, moments[1:]):
        if first != second and 0 < other - one < APART:
            return False
    begun = sorted((moment, number) for number, of in enumerate(times) for moment in of[::2])
    return all(b - a >= APART or m == n for (a, m), (b, n) in zip(begun, begun[1:]))


def differs(binary, python, path, text):
    """How CPython's logs differ; "" if they do not; None if the order hangs on less."""
    ours, times = printed([binary, "run", "--on", "event-loop:8", path])
    if ours is None or not is_determined(times):
        return None
    real = path + ".real.py"
    with open(real, "w", encoding="utf-8") as file:
        file.write("import time as clock\ndef cpu(s):\n    end = clock.perf_counter() + s\n"
                   "    while clock.perf_counter() < end: pass\n" + text)
    for _ in range(3):
        theirs, _ = printed([python, real])
        if theirs == ours:
            os.unlink(real)
            return ""
    os.unlink(real)
    return "\n".join(["ours:"] + ours + ["CPython's:"] + (theirs or ["no end"]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("first", nargs="?", type=int, default=0)
    parser.add_argument("count", nargs="?", type=int, default=10)
    parser.add_argument("--python", action="store_true")
    options = parser.parse_args()
    failures = compared = 0
    for seed in range(options.first, options.first + options.count):
        text = program(seed)
        with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            wrong = check(options.binary, file.name)
            if not wrong and options.python:
                wrong = differs(options.binary, compare.find_python(), file.name, text)
                compared += wrong is not None
        if wrong:
            failures += 1
            print(f"seed {seed} {wrong}")
    held = f", {compared} held against CPython" if options.python else ""
    print(f"{options.count} programs{held}, {failures} failures")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main())
