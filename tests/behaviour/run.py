"""run.py -- runs the behaviour programs and holds them against what they expect.

    run.py BINARY [FILE ...]
"""

import glob
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))

import expected

EXIT_STATUS = {"ok": 0, "error": 1, "deadlock": 3, "limit": 4}
RUN_SECONDS = 60


def first_difference(wanted, got, what):
    for at in range(max(len(wanted), len(got))):
        one = wanted[at] if at < len(wanted) else "(nothing)"
        other = got[at] if at < len(got) else "(nothing)"
        if one != other:
            return f"{what} {at + 1}:\n    expected {one}\n    got      {other}"
    return None


def end_of(outcome):
    if outcome["end"] == "error":
        error = outcome["error"]
        return f"error {error['type']}: {error['message']}".replace("\n", "\\n").rstrip()
    return outcome["end"]


def check_diagnostics(wanted, trace):
    if wanted is None:
        return None
    got = [(event["code"], event["text"]) for event in trace["events"] if event["type"] == "diagnostic"]
    for at in range(max(len(wanted), len(got))):
        if at >= len(wanted):
            return f"unexpected diagnostic {got[at][0]}: {got[at][1]}"
        code, _, words = wanted[at].partition(": ")
        if at >= len(got) or got[at][0] != code or words not in got[at][1]:
            return f"diagnostic {at + 1}:\n    expected {wanted[at]}\n    got      {got[at] if at < len(got) else '(nothing)'}"
    return None


def check(binary, path):
    """None, or what is wrong with the run of this program."""
    with open(path, encoding="utf-8") as file:
        want = expected.Expected(file.read())
    if want.end is None:
        return "expects nothing"
    try:
        export = subprocess.run([binary, "export", path, "--format", "trace", "-o", "-"], capture_output=True, timeout=RUN_SECONDS)
        run = subprocess.run([binary, "run", path], capture_output=True, timeout=RUN_SECONDS)
    except subprocess.TimeoutExpired:
        return f"no answer within {RUN_SECONDS} s"
    if export.returncode != 0:
        return f"exit status {export.returncode}\n" + export.stderr.decode("utf-8", "replace").rstrip()
    try:
        trace = json.loads(export.stdout)
    except ValueError as error:
        return f"the trace is not JSON: {error}"
    got = [(event["t"], event["text"]) for event in trace["events"] if event["type"] == "print" and not event.get("stderr")]
    end = end_of(trace["outcome"])
    problem = (first_difference(expected.lines(want.printed, want.end), expected.lines(got, end), "line")
               or check_diagnostics(want.diagnostics, trace))
    if problem:
        return problem
    if run.returncode != EXIT_STATUS[trace["outcome"]["end"]]:
        return f"run exits with {run.returncode}"
    shown = run.stdout.decode("utf-8", "replace").split("\n")
    if shown and shown[-1] == "":
        shown.pop()
    return first_difference([text for _, text in want.printed], shown, "standard output, line")


def main(arguments):
    binary, files = os.path.abspath(arguments[0]), arguments[1:]
    files = files or sorted(glob.glob(os.path.join(HERE, "*", "*.py")))
    wrong = 0
    with ThreadPoolExecutor(2) as pool:
        for path, problem in zip(files, pool.map(lambda path: check(binary, path), files)):
            if problem:
                wrong += 1
                print(f"{os.path.relpath(path)}: {problem}")
    print(f"{len(files) - wrong} of {len(files)} behaviours hold")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
