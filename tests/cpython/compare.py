"""compare.py -- holds Coroscope's trace against what CPython 3.13 does, row by row.

    compare.py BINARY [--random N] [--first SEED] [--jobs N] [--keep FOLDER] [FILE ...]
    compare.py --record [--random N] [FILE ...]

Compares the scenarios, the behaviour programs and N random programs (2,000 unless told
otherwise), or just the FILEs. CPython 3.13 answers live where it is found; elsewhere the
recorded answers in tests/golden do: a digest for every program, and 100 answers whole.
--record writes those (only the digests of the FILEs, if there are any); --golden uses
them even where CPython is there. --keep puts the program of every difference into FOLDER.
"""

import argparse
import glob
import hashlib
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
ROOT = os.path.dirname(TESTS)
GOLDEN = os.path.join(TESTS, "golden")
RANDOM_PROGRAMS = 2000
WHOLE_ANSWERS = 100
CONTEXT = 6
SHOWN_WIDTH = 400
BINARY_SECONDS = 60


def find_python():
    """CPython 3.13, or None."""
    candidates = [os.environ.get("COROSCOPE_CPYTHON"), "python3.13", "python3", "python", sys.executable]
    candidates += sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.13*/bin/python3.13")))
    candidates += ["/usr/local/bin/python3.13", "/opt/python3.13/bin/python3.13"]
    asks = "import sys; print(sys.implementation.name, *sys.version_info[:2])"
    for candidate in candidates:
        if not candidate:
            continue
        try:
            told = subprocess.run([candidate, "-c", asks], capture_output=True, text=True, timeout=20).stdout
        except (OSError, subprocess.TimeoutExpired):
            continue
        if told.split() == ["cpython", "3", "13"]:
            return candidate
    return None


def row_text(row):
    """One row as a line; addresses, which are chance in CPython, are left out."""
    return re.sub(r"\b0x[0-9a-f]{6,}", "0x...", json.dumps(row, ensure_ascii=False))


class Reference:
    """A process of reference.py that answers one program after another."""

    def __init__(self, python):
        environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
        environment.pop("PYTHONASYNCIODEBUG", None)
        self.process = subprocess.Popen([python, "-X", "utf8", os.path.join(HERE, "reference.py"), "--serve"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def ask(self, path):
        self.process.stdin.write(path + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def rows_of_answer(answer):
    """The rows of CPython as lines of text, the outcome last."""
    rows = [row_text(row) for row in answer["rows"]]
    outcome = answer["outcome"]
    last = [outcome["end"]]
    if outcome["end"] in ("ok", "deadlock", "error"):
        last.append(outcome["time"])
    if outcome["end"] == "error":
        last += [outcome["type"], outcome["message"], outcome["traceback"]]
    return rows + [row_text(last)]


def rows_of_trace(trace):
    """The same rows, from a trace of Coroscope's."""
    names = {task["id"]: task["name"] for task in trace["tasks"]}
    rows = []
    for event in trace["events"]:
        kind = event["type"]
        if kind == "print":
            if event.get("stderr"):
                continue
            row = [event["t"], "print", event["task"], event["text"]]
        elif kind == "task.create":
            row = [event["t"], "create", event["task"], event["by"], event["coroutine"], names[event["task"]]]
        elif kind == "task.resume":
            row = [event["t"], "resume", event["task"]]
        elif kind == "task.suspend":
            row = [event["t"], "suspend", event["task"]]
        elif kind == "task.end":
            row = [event["t"], "end", event["task"], event["how"]]
        else:
            continue
        rows.append(row_text(row))
    outcome = trace["outcome"]
    last = [outcome["end"]]
    if outcome["end"] in ("ok", "deadlock", "error"):
        last.append(outcome["time"])
    if outcome["end"] == "error":
        error = outcome["error"]
        last += [error["type"], error["message"], [[place["function"], place["line"]] for place in error["traceback"]]]
    return rows + [row_text(last)]


def rows_of_binary(binary, path):
    """What Coroscope does with the program: rows, or a complaint in their place."""
    try:
        run = subprocess.run([binary, "export", path, "--format", "trace", "-o", "-"], capture_output=True,
                             timeout=BINARY_SECONDS)
    except subprocess.TimeoutExpired:
        return [f"no answer within {BINARY_SECONDS} s"]
    if run.returncode != 0:
        told = run.stderr.decode("utf-8", "replace").strip().splitlines()
        return [f"exit status {run.returncode}: " + " | ".join(told[:6])]
    try:
        return rows_of_trace(json.loads(run.stdout))
    except (ValueError, KeyError, TypeError) as error:
        return [f"not a trace: {error!r}"]


def digest(rows):
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def difference(theirs, ours, their_name="CPython"):
    """The first row that differs, with what went before it; None if none does."""
    if theirs == ours:
        return None
    at = 0
    while at < min(len(theirs), len(ours)) and theirs[at] == ours[at]:
        at += 1
    lines = [f"    {row}" for row in theirs[max(0, at - CONTEXT):at]]
    lines += [f"  {their_name}:"] + [f"    {row}" for row in theirs[at:at + 3]]
    lines += ["  Coroscope:"] + [f"    {row}" for row in ours[at:at + 3]]
    return "\n".join(line if len(line) <= SHOWN_WIDTH else line[:SHOWN_WIDTH] + "..." for line in lines)


def golden_answers():
    digests = {}
    try:
        with open(os.path.join(GOLDEN, "digests.txt"), encoding="ascii") as file:
            for line in file:
                name, value = line.split()
                digests[name] = value
    except OSError:
        pass
    return digests


def whole_answer(name):
    try:
        with open(os.path.join(GOLDEN, "whole", name.replace("/", "-") + ".rows"), encoding="utf-8") as file:
            return file.read().split("\n")[:-1]
    except OSError:
        return None


def with_rows(path):
    """Whether the reference can tell anything of this program (broken files have no rows)."""
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read()
    return "#- not compared" not in text


THREADS = re.compile(
    r"\b(threading|concurrent\.futures|multiprocessing|to_thread|run_in_executor|call_soon_threadsafe)\b"
)


def has_threads(path):
    """True if the program makes threads: the runner's virtual clock has but one of them."""
    with open(path, encoding="utf-8", errors="replace") as file:
        return THREADS.search(file.read()) is not None


def standing_programs():
    """Name and path of every scenario and every behaviour program."""
    programs = []
    for path in sorted(glob.glob(os.path.join(ROOT, "scenarios", "**", "*.json"), recursive=True)):
        programs.append(("scenario/" + os.path.splitext(os.path.relpath(path, os.path.join(ROOT, "scenarios")))[0], path))
    for path in sorted(glob.glob(os.path.join(TESTS, "behaviour", "**", "*.py"), recursive=True)):
        name = os.path.splitext(os.path.relpath(path, os.path.join(TESTS, "behaviour")))[0]
        if "/" in name.replace(os.sep, "/") and with_rows(path):
            programs.append(("behaviour/" + name, path))
    return [(name, path) for name, path in programs if not has_threads(path)]


def random_programs(first, count, folder):
    sys.path.insert(0, HERE)
    import generate

    programs = []
    for seed in range(first, first + count):
        path = os.path.join(folder, f"random-{seed:05}.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(generate.program(seed))
        programs.append((f"random/{seed:05}", path))
    return programs


class Comparison:
    def __init__(self, options, python, programs):
        self.options = options
        self.python = python
        self.digests = golden_answers()
        self.work = queue.Queue()
        for program in programs:
            self.work.put(program)
        self.lock = threading.Lock()
        self.equal = 0
        self.different = []
        self.known = known_differences()
        self.still_different = 0
        self.unknown = []
        self.recorded = {}

    def run(self):
        workers = [threading.Thread(target=self._worker) for _ in range(self.options.jobs)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def _worker(self):
        reference = Reference(self.python) if self.python else None
        while True:
            try:
                name, path = self.work.get_nowait()
            except queue.Empty:
                break
            theirs = rows_of_answer(reference.ask(path)) if reference else None
            if self.options.record:
                with self.lock:
                    self.recorded[name] = theirs
                continue
            ours = rows_of_binary(self.options.binary, path)
            self._judge(name, path, theirs, ours)
        if reference:
            reference.close()

    def _judge(self, name, path, theirs, ours):
        if theirs is not None:
            told = difference(theirs, ours)
        elif name not in self.digests:
            with self.lock:
                self.unknown.append(name)
            return
        elif self.digests[name] == digest(ours):
            told = None
        else:
            whole = whole_answer(name)
            told = difference(whole, ours, "recorded") if whole else f"  not as recorded; last row: {ours[-1]}"
        with self.lock:
            if told is None and name not in self.known:
                self.equal += 1
                return
            if told is not None and name in self.known:
                self.still_different += 1
                return
            told = told or "  is equal: its line in known.txt can go"
            self.different.append(name)
            if len(self.different) <= self.options.show:
                print(f"{name} ({path})\n{told}\n", flush=True)
            if self.options.keep:
                os.makedirs(self.options.keep, exist_ok=True)
                shutil.copy(path, os.path.join(self.options.keep, name.replace("/", "-") + os.path.splitext(path)[1]))


def known_differences():
    """The names in known.txt: what differs and is written down."""
    with open(os.path.join(HERE, "known.txt"), encoding="ascii") as file:
        return {line.split()[0] for line in file if line.strip() and not line.startswith("#")}


def record(recorded):
    """Writes the goldens anew: every digest, and whole answers spread over all programs."""
    whole = os.path.join(GOLDEN, "whole")
    shutil.rmtree(whole, ignore_errors=True)
    os.makedirs(whole)
    names = sorted(recorded)
    with open(os.path.join(GOLDEN, "digests.txt"), "w", encoding="ascii") as file:
        for name in names:
            file.write(f"{name} {digest(recorded[name])}\n")
    chosen = [names[at * len(names) // WHOLE_ANSWERS] for at in range(min(WHOLE_ANSWERS, len(names)))]
    for name in chosen:
        with open(os.path.join(whole, name.replace("/", "-") + ".rows"), "w", encoding="utf-8") as file:
            file.write("\n".join(recorded[name]) + "\n")


def record_some(recorded):
    """Writes the digests of these programs among those that are there."""
    digests = golden_answers()
    digests.update((name, digest(rows)) for name, rows in recorded.items() if not name.startswith("file/"))
    with open(os.path.join(GOLDEN, "digests.txt"), "w", encoding="ascii") as file:
        for name in sorted(digests):
            file.write(f"{name} {digests[name]}\n")


def read_options():
    parser = argparse.ArgumentParser(description="holds Coroscope's trace against CPython 3.13")
    parser.add_argument("binary", nargs="?")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--random", type=int, default=None)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--keep")
    parser.add_argument("--golden", action="store_true")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if options.record and options.binary:
        options.files.insert(0, options.binary)
    elif not options.record and not options.binary:
        parser.error("which binary?")
    return options


def main():
    options = read_options()
    python = None if options.golden else find_python()
    if options.record and not python:
        sys.exit("recording needs CPython 3.13")
    with tempfile.TemporaryDirectory() as folder:
        if options.files:
            names = {path: name for name, path in standing_programs()}
            paths = [os.path.abspath(path) for path in options.files]
            programs = [(names.get(path, "file/" + os.path.basename(path)), path) for path in paths]
        else:
            programs = standing_programs()
        count = options.random if options.random is not None else (0 if options.files else RANDOM_PROGRAMS)
        programs += random_programs(options.first, count, folder)
        comparison = Comparison(options, python, programs)
        comparison.run()
    if options.record:
        broken = [name for name, rows in comparison.recorded.items() if rows[-1] in ('["broken"]', '["endless"]')]
        for name in broken:
            print(f"{name}: CPython gave no answer")
            del comparison.recorded[name]
        if options.files:
            record_some(comparison.recorded)
        else:
            record(comparison.recorded)
        print(f"recorded {len(comparison.recorded)} answers")
        return 1 if broken else 0
    judge = "CPython 3.13" if python else "the recorded answers"
    if comparison.unknown:
        print(f"{len(comparison.unknown)} programs have no recorded answer")
    print(f"{comparison.equal} of {len(programs)} programs equal {judge}; {len(comparison.different)} differ")
    if comparison.still_different:
        print(f"{comparison.still_different} more differ as known.txt says")
    if len(comparison.different) > options.show:
        print("differ: " + " ".join(comparison.different[:100]))
    return 1 if comparison.different else 0


if __name__ == "__main__":
    sys.exit(main())
