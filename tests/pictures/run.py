#!/usr/bin/env python3
"""Holds pictures against recorded ones: run.py BINARY [--record]

Each view below is written as SVG and compared, byte for byte, with the file of its name
beside this one: the layout asks no font, so it is the same everywhere. Where coroscope-draw
was built, PNG, PDF and GIF (and MP4, where ffmpeg is) must come out the same twice, and have
the size that was asked for. A page must hold its facts and nothing from elsewhere, and a
trace for Perfetto must keep that program's rules.
--record writes the files anew; look at them before you keep them.
"""

import html
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import xml.dom.minidom

HERE = pathlib.Path(__file__).resolve().parent
PATH = "/usr/bin:/bin"
SCENARIOS = HERE.parent.parent / "scenarios"

VIEWS = {
    "gather": "04_gather",
    "gather_at_ko": "04_gather --at 1.5 --lang ko",
    "gather_by_event": "04_gather --axis event --at #20 --theme light",
    "gather_by_turn": "04_gather --axis turn --view timeline --theme print",
    "computing_light": "09_computing_stops_everybody --theme light --size 1024x600",
    "blocking_mono": "10_time_sleep_blocks --theme mono --at 0.7",
    "cancelled_print": "12_cancellation --theme print --lang ko",
    "mixed_at": "15_mixed_load --at 0.45",
    "mixed_parallel": "15_mixed_load --on parallel:2 --at 0.35",
    "semaphore_hd": "19_semaphore_bounds_a_crowd --at 0.45 --size 1920x1080",
    "queue_timeline": "20_producer_and_consumers --view timeline --lang ko",
    "chain_of_awaits": "02_await_gives_control_back --at 0",
    "runs_on": "08_async_with --axis event --at #20",
    "threads_at_ko": "24_thread_queue --at 0.45 --lang ko --theme light",
    "compare_cpu": "14_cpu_bound --compare",
    "compare_io_ko": "13_io_bound --compare --lang ko --theme light",
}


def export(binary, view, out):
    name, *options = view.split()
    command = [binary, "export", str(SCENARIOS / f"{name}.json"), *options, "-o", str(out)]
    environment = {"LC_ALL": "C", "PATH": PATH, "HOME": "/nonexistent",
                   "LSAN_OPTIONS": f"print_suppressions=0:suppressions={HERE}/leaks.txt"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode or done.stderr:
        raise SystemExit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr}")
    return out.read_bytes()


def check_svg(binary, name, view, folder, record):
    got = export(binary, view, folder / f"{name}.svg")
    xml.dom.minidom.parseString(got)
    expected = HERE / f"{name}.svg"
    if record:
        expected.write_bytes(got)
    elif not expected.exists() or expected.read_bytes() != got:
        print(f"{name}: another picture than {expected}")
        return False
    return True


def size_of(form, data):
    """Width and height that the file itself says, or None."""
    if form == "png":
        return struct.unpack(">II", data[16:24])
    if form == "gif":
        return struct.unpack("<HH", data[6:10])
    return None


def check_twice(binary, name, view, folder, forms):
    well = True
    for form in forms:
        short = view + " --size 640x360 --length 0.5"
        one = export(binary, short, folder / f"one.{form}")
        other = export(binary, short, folder / f"other.{form}")
        if one != other:
            print(f"{name}: two {form} files differ")
            well = False
        if size_of(form, one) not in (None, (640, 360)):
            print(f"{name}: a {form} of another size")
            well = False
    return well


def check_slices(name, page, run):
    """Each slice of a task that is drawn has a row in the page's table, which says the same."""
    rows = {(task["name"], code, re.sub("[,:] ", " ", what)) for task in run["tasks"]
            for _, code, what in task["states"]}
    names = {task["name"] for task in run["tasks"]}
    for title in map(html.unescape, re.findall(r"<title>([^<]*)</title>", page)):
        slice_ = re.fullmatch(r"(.+?): ([A-Z]{3}) (.*?), [-\d.]+ s – .*", title)
        if not slice_ or slice_[1] not in names:
            continue
        told = re.sub("[,:] ", " ", slice_[3].partition(";")[0])
        if (slice_[1], slice_[2], told) not in rows:
            print(f"{name}: no row of the page says \"{title}\"")
            return False
    return True


def check_page(binary, name, view, folder):
    page = export(binary, view, folder / f"{name}.html").decode()
    facts = re.search(r'id="run">(.*?)</script>', page, re.S)
    run = json.loads(facts[1])
    # A program may have threads alone.
    well = len(run["events"]) > 0 and (len(run["tasks"]) > 0 or "asyncio.run" not in page)
    for task in run["tasks"]:
        events = [state[0] for state in task["states"]]
        well &= events == sorted(events)
    # Nothing is asked for anywhere: the only address is the name of SVG.
    asks = set(re.findall(r"https?://[^\"' ]+", page)) - {"http://www.w3.org/2000/svg"}
    well &= check_slices(name, page, run)
    if not well or asks:
        print(f"{name}: the page asks for {asks}, or its facts are not in order")
    return well and not asks


def slices_of(events):
    tracks = {}
    for event in events:
        if event["ph"] == "X":
            start = round(event["ts"] * 1000)
            tracks.setdefault(event["tid"], []).append(
                (start, start + round(event["dur"] * 1000)))
    return tracks


def check_perfetto(binary, name, view, folder):
    data = json.loads(export(binary, view, folder / f"{name}.perfetto.json"))
    events = data["traceEvents"]
    tracks = slices_of(events)
    well = True
    for slices in tracks.values():
        well &= all(start < end for start, end in slices)
        well &= all(one[1] <= other[0] for one, other in zip(slices, slices[1:]))
    flows = [event for event in events if event["ph"] in "sf"]
    for flow in flows:
        at = round(flow["ts"] * 1000)
        well &= type(flow["id"]) is int
        well &= any(start <= at < end for start, end in tracks[flow["tid"]])
    order = [event["ph"] for event in events]
    well &= not flows or order.index("s") > max(
        index for index, phase in enumerate(order) if phase == "X")
    if not well:
        print(f"{name}: the trace for Perfetto breaks a rule")
    return well


def main():
    binary = sys.argv[1]
    record = "--record" in sys.argv
    has_drawer = (pathlib.Path(binary).parent / "coroscope-draw").exists()
    well = True
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, view in VIEWS.items():
            well &= check_svg(binary, name, view, folder, record)
        forms = ["png", "pdf", "gif"] + ["mp4"] * bool(shutil.which("ffmpeg", path=PATH))
        for name in ("gather_at_ko", "compare_cpu") if has_drawer else ():
            well &= check_twice(binary, name, VIEWS[name], folder, forms)
        for lesson in sorted(SCENARIOS.glob("*.json")):
            well &= check_page(binary, lesson.stem, lesson.stem, folder)
            well &= check_perfetto(binary, lesson.stem, lesson.stem, folder)
    return 0 if well else 1


sys.exit(main())
