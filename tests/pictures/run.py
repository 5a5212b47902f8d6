#!/usr/bin/env python3
"""Holds pictures against recorded ones: run.py BINARY [--record]

Each view below is written as SVG and compared, byte for byte, with the file of its name
beside this one: the layout asks no font, so it is the same everywhere. Where coroscope-draw
was built, PNG and PDF must come out the same twice, and have the size that was asked for.
--record writes the files anew; look at them before you keep them.
"""

import pathlib
import struct
import subprocess
import sys
import tempfile
import xml.dom.minidom

HERE = pathlib.Path(__file__).resolve().parent
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
    "compare_cpu": "14_cpu_bound --compare",
    "compare_io_ko": "13_io_bound --compare --lang ko --theme light",
}


def export(binary, view, out):
    name, *options = view.split()
    command = [binary, "export", str(SCENARIOS / f"{name}.json"), *options, "-o", str(out)]
    environment = {"LC_ALL": "C", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent",
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


def check_twice(binary, name, view, folder):
    well = True
    for form in "png", "pdf":
        one = export(binary, view, folder / f"one.{form}")
        other = export(binary, view, folder / f"other.{form}")
        if one != other:
            print(f"{name}: two {form} files differ")
            well = False
        if form == "png" and struct.unpack(">II", one[16:24]) != (1280, 720):
            print(f"{name}: a PNG of another size")
            well = False
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
        for name in ("gather_at_ko", "compare_cpu") if has_drawer else ():
            well &= check_twice(binary, name, VIEWS[name], folder)
    return 0 if well else 1


sys.exit(main())
