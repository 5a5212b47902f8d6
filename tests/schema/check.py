#!/usr/bin/env python3
"""Holds files against the schemas in assets/, and traces against Python's json.dumps.

    check.py BINARY FILE...

Every FILE is a scenario or a program. Scenarios have to fit the scenario schema as they
are and as `export` writes them; the trace of every FILE has to fit the trace schema, and
each of its lines has to be what json.dumps(x, ensure_ascii=False) writes. The types of
events and their keys in the schema are those of sim/trace/events.def. What `compare --json`
prints of a scenario has to fit the schema of comparisons.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SLOW = 2000  # events; of a longer trace only so many are held against the schema


def validator(name):
    import jsonschema

    schema = json.loads((ROOT / "assets" / name).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def exported(binary, path, form):
    command = [binary, "export", str(path), "--format", form, "-o", "-"]
    done = subprocess.run(command, capture_output=True)
    if done.returncode == 2:
        return None  # does not load, or not on this machine
    assert done.returncode == 0, (command, done.returncode, done.stderr.decode())
    return done.stdout.decode()


def mistakes(check, document):
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}"[:200]
            for e in check.iter_errors(document)]


def check_lines(text):
    """Each line, its final comma apart, is canonical."""
    wrong = []
    for number, line in enumerate(text.split("\n"), 1):
        bare = line[:-1] if line.endswith(",") else line
        if number > 3 and bare.startswith('"outcome": '):
            bare = bare[:-1]  # the brace that closes the file
        bare = re.sub(r'^\{?"(coroscope-trace|scenario|machine|summary|outcome)": ', "", bare)
        if bare in ("", "]", '"events": [', '"tasks": [', '"objects": ['):
            continue
        if json.dumps(json.loads(bare), ensure_ascii=False) != bare:
            wrong.append(f"line {number} is not as json.dumps writes it: {bare[:100]}")
    return wrong


def check_table(schema):
    """The schema knows exactly the events of events.def, with their keys in order."""
    wrong = []
    table = (ROOT / "sim/trace/events.def").read_text()
    events = re.findall(r'^EVENT\(\w+, "([^"]+)",(.*?)\)\)\s*$', table, re.M | re.S)
    known = schema["$defs"]["event"]["properties"]["type"]["enum"]
    if known != [name for name, _ in events]:
        wrong.append("the types of events differ from events.def")
    for name, fields in events:
        keys = re.findall(r'FIELD\("(\w+)"', fields)
        said = [k for k in schema["$defs"][name]["properties"] if k in keys]
        if said != [k for k in keys if k != "facts"]:
            wrong.append(f"the keys of {name} differ from events.def: {said}")
    return wrong


def compared(binary, path, *options):
    command = [binary, "compare", "--json", *options, str(path)]
    done = subprocess.run(command, capture_output=True)
    if done.returncode == 2:
        return None  # does not load, or not on these machines
    assert done.returncode == 0, (command, done.returncode, done.stderr.decode())
    return json.loads(done.stdout.decode())


def check_comparisons(binary, path, comparisons):
    wrong = []
    for options in ([], ["--on", "event-loop", "--sweep", "cores=1,2"]):
        comparison = compared(binary, path, *options)
        if comparison:
            wrong += mistakes(comparisons, comparison)
    return wrong


def check_file(binary, path, scenarios, traces):
    wrong = []
    if path.suffix == ".json":
        wrong += mistakes(scenarios, json.loads(path.read_text()))
    again = exported(binary, path, "scenario")
    if again is None:
        return []
    wrong += mistakes(scenarios, json.loads(again))
    text = exported(binary, path, "trace")
    if text is None:
        return wrong
    wrong += check_lines(text)
    trace = json.loads(text)
    trace["events"] = trace["events"][:SLOW]
    return wrong + mistakes(traces, trace)


def main():
    binary, *files = sys.argv[1:]
    try:
        scenarios, traces, comparisons = map(validator, (
            "scenario.schema.json", "trace.schema.json", "compare.schema.json"))
    except ImportError:
        print("python3-jsonschema is not here: the schemas are not checked")
        return 77
    failed = 0
    for problem in check_table(traces.schema):
        failed += 1
        print(problem)
    for path in map(pathlib.Path, files):
        problems = check_file(binary, path, scenarios, traces)
        if path.suffix == ".json":
            problems += check_comparisons(binary, path, comparisons)
        for problem in problems:
            failed += 1
            print(f"{path}: {problem}")
    print(f"{len(files)} files, {failed} mistakes")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
