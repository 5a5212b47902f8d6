"""executors.py -- random programs with executors, cancellations and timeouts.

    executors.py BINARY [FIRST COUNT]

Each is run twice, on several machines: it must end, by itself or as a deadlock, without a
fault of ours, and twice in the same way; and its trace is audited (tests/models/audit.py).
"""

import json
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "models"))

import audit

MACHINES = ["event-loop:2", "sequential:2", "parallel:2"]
SECONDS = 30


def seconds(rng):
    return rng.choice(["0", "0.001", "0.01", "0.02", "0.05", "0.1"])


def job(rng):
    return rng.choice(
        [
            f"time.sleep, {seconds(rng)}",
            f"compute, {seconds(rng)}",
            f"fail, {seconds(rng)}",
            f"say, {rng.randrange(9)}",
            f"nest, {seconds(rng)}",
        ]
    )


def awaited(rng, depth=0):
    kind = rng.randrange(9 if depth < 2 else 4)
    if kind == 0:
        return f"asyncio.to_thread({job(rng)})"
    if kind == 1:
        return f"loop.run_in_executor(None, {job(rng)})"
    if kind == 2:
        return f"loop.run_in_executor(pool, {job(rng)})"
    if kind == 3:
        return f"asyncio.sleep({seconds(rng)})"
    if kind == 4:
        inner = ", ".join(awaited(rng, depth + 1) for _ in range(rng.randrange(1, 4)))
        return f"asyncio.gather({inner}, return_exceptions={rng.choice([True, False])})"
    if kind == 5:
        return f"asyncio.wait_for({awaited(rng, depth + 1)}, {seconds(rng)})"
    if kind == 6:
        return f"asyncio.wrap_future(pool.submit({job(rng)}))"
    if kind == 7:
        return f"asyncio.shield({awaited(rng, depth + 1)})"
    return f"outside({seconds(rng)})"


def step(rng):
    kind = rng.randrange(8)
    if kind < 4:
        return [f"print({rng.randrange(99)}, await {awaited(rng)})"]
    if kind == 4:
        return [f"t = asyncio.ensure_future({awaited(rng)})", f"await asyncio.sleep({seconds(rng)})", "print(t.cancel())"]
    if kind == 5:
        return [f"f = pool.submit({job(rng)})", f"g = pool.submit({job(rng)})", "print(g.cancel(), f.done())", "f.add_done_callback(lambda f: print('done', f.cancelled()))"]
    if kind == 6:
        return [f"print(list(pool.map(say, range({rng.randrange(4)}))))"]
    return [f"print([f.done() for f in wait([pool.submit({job(rng)}), pool.submit({job(rng)})], timeout={seconds(rng)}, return_when={rng.choice(['FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'])}).done])"]


PRELUDE = """\
import asyncio, threading, time
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED, ThreadPoolExecutor, as_completed, wait

def compute(s):
    cpu(s)
    return s

def fail(s):
    time.sleep(s)
    raise ValueError(s)

def say(x):
    print('say', x, threading.current_thread().name)
    return x

def nest(s):
    return pool.submit(time.sleep, s).done()

async def later(s):
    await asyncio.sleep(s)
    return s

async def outside(s):
    loop = asyncio.get_running_loop()
    return await asyncio.to_thread(lambda: asyncio.run_coroutine_threadsafe(later(s), loop).result(s / 2 + 0.01))

"""


def program(rng):
    lines = [PRELUDE + f"pool = ThreadPoolExecutor({rng.randrange(1, 4)}, 'p')", ""]
    names = []
    for i in range(rng.randrange(1, 4)):
        names.append(f"part{i}")
        lines += [f"async def part{i}():", "    loop = asyncio.get_running_loop()"]
        for _ in range(rng.randrange(1, 5)):
            lines += ["    try:"] + ["        " + line for line in step(rng)]
            lines += ["    except BaseException as e:", "        print(type(e).__name__)"]
            lines += ["        if isinstance(e, asyncio.CancelledError): raise"] if rng.random() < 0.7 else []
    lines += ["async def main():", f"    await asyncio.gather({', '.join(n + '()' for n in names)})"]
    if rng.random() < 0.5:
        lines += [f"    pool.shutdown(wait={rng.choice([True, False])}, cancel_futures={rng.choice([True, False])})"]
    lines += ["try:", "    asyncio.run(main())", "except Exception as e:", "    print('out', type(e).__name__)", "print('end')"]
    return "\n".join(lines) + "\n"


def run(binary, path, machine):
    try:
        done = subprocess.run(
            [binary, "export", path, "--on", machine, "--format", "trace", "-o", "-"],
            capture_output=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.returncode, done.stdout, done.stderr


def check(binary, path, seed):
    for machine in MACHINES:
        first, second = run(binary, path, machine), run(binary, path, machine)
        if first is None:
            return f"seed {seed} on {machine}: no end within {SECONDS} s"
        if first[0] != 0 or b"ERROR:" in first[2]:
            return f"seed {seed} on {machine}: status {first[0]}\n{first[2].decode()[:2000]}"
        if first != second:
            return f"seed {seed} on {machine}: two runs differ"
        try:
            audit.Audit(json.loads(first[1])).run()
        except audit.Wrong as error:
            return f"seed {seed} on {machine}: {error}"
    return None


def main(binary, first=0, count=12):
    failures = 0
    for seed in range(int(first), int(first) + int(count)):
        with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
            file.write(program(random.Random(seed)))
            file.flush()
            wrong = check(binary, file.name, seed)
        if wrong:
            failures += 1
            print(wrong)
    print(f"{count} programs, {failures} failures")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
