#!/usr/bin/env python3
"""Holds the window's pictures against recorded ones: views.py BINARY [--record]

Each view below is a scenario and a script; what the window shows behind it is saved as SVG
and compared, byte for byte, with the file of its name beside this one. The window, its PNG
and its SVG come from one drawing, so this is what is on the screen. Every picture is also
checked: no text has less room than it needs, and every part lies within the window. Some are
saved as PNG too, whose digests are in pngs.txt: they hold where fonts and libraries are those
of the recording, which its first line tells.
--record writes the files anew; look at them before you keep them.
"""

import hashlib

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCENARIOS = ROOT / "scenarios"
SVG = "{http://www.w3.org/2000/svg}"

VIEWS = {
    "start": ("04_gather", "save"),
    "step": ("04_gather --motion reduced", "step; step; step; save"),
    "moment_ko": ("04_gather --lang ko --theme light --at 1", "save"),
    "both": ("04_gather --compare --at 0.5", "save"),
    "four": ("14_cpu_bound --compare --at 0.1 --theme light", "save"),
    "events": ("04_gather --axis event", "go #23; arrows; save"),
    "zoomed": ("09_computing_stops_everybody", "end; zoom-in; zoom-in; pan-left; save"),
    "folded": ("04_gather", "lane-down; fold; save"),
    "question": ("04_gather --predict", "save"),
    "answer_ko": ("04_gather --predict --lang ko", "answer 2; save"),
    "page": ("04_gather --predict", "answer 2; step; answer 1; step; answer 3; step; answer 2; "
             "step; save"),
    "prints": ("05_create_task", "predict prints; answer 1; step; save"),
    "help_ko": ("04_gather --lang ko", "help; save"),
    "words": ("12_cancellation --at 1", "words; save"),
    "field": ("04_gather", "search; type end; save"),
    "marks": ("04_gather", "breakpoint 6; to-breakpoint; bookmark; next-pane; save"),
    "narrow": ("15_mixed_load --size 480x300 --at 0.4", "save"),
    "large": ("19_semaphore_bounds_a_crowd --size 1920x1080 --scale 1.5 --at 0.4", "save"),
    "crowded": ("23_loop_thread_process --compare --size 1024x600 --at 0.5", "save"),
    "small": ("21_gil_convoy --size 1024x600 --at 0.2 --theme mono", "save"),
}


PNGS = ["moment_ko", "four", "question", "large", "small"]  # of these views


def surroundings():
    """A digest of what the pixels of a text depend on: its fonts, and who draws them."""
    digest = hashlib.sha256()
    families = re.findall(r'define FONT_\w+ "(.*)"', (ROOT / "sim/draw/svg.h").read_text())
    for family in [f"{family}{style}" for family in families for style in ("", ":bold")]:
        found = subprocess.run(["fc-match", "-f", "%{file}", family], capture_output=True,
                               text=True).stdout
        digest.update(pathlib.Path(found).read_bytes() if found else b"none")
    libraries = ["cairo", "pango", "pixman-1", "freetype2", "harfbuzz", "libpng"]
    for library in libraries:
        digest.update(subprocess.run(["pkg-config", "--modversion", library],
                                     capture_output=True).stdout)
    return digest.hexdigest()


def check_pngs(got, record):
    """What is wrong with the PNGs of views: their digests by name."""
    path = HERE / "pngs.txt"
    here = surroundings()
    if record:
        path.write_text("\n".join([here, *(f"{name} {got[name]}" for name in PNGS), ""]))
    there, *lines = path.read_text().splitlines()
    if there != here:
        return []
    expected = dict(line.split() for line in lines)
    return [f"{name}: its PNG is not what was recorded" for name in PNGS
            if expected.get(name) != got[name]]


def show(binary, view, folder):
    words, script = VIEWS[view]
    name, *options = words.split()
    saves = "wait 0.02; save out.svg" + ("; save out.png" if view in PNGS else "")
    lines = script.replace("save", saves).split("; ")
    (folder / "script").write_text("\n".join([*lines, "quit", ""]))
    environment = {"LC_ALL": "C", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent",
                   "SDL_VIDEODRIVER": "dummy", "LSAN_OPTIONS":
                   f"print_suppressions=0:suppressions={HERE}/leaks.txt"}
    command = [binary, "view", str(SCENARIOS / f"{name}.json"), *options, "--script", "script"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder)
    if done.returncode or done.stderr:
        raise SystemExit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr}")
    return (folder / "out.svg").read_bytes()


def check_inside(view, picture):
    """Texts begin within the picture."""
    root = tree.fromstring(picture)
    width, height = float(root.get("width")), float(root.get("height"))
    for text in root.iter(f"{SVG}text"):
        x, y = float(text.get("x")), float(text.get("y"))
        if not (-1 <= x <= width and 0 <= y <= height + 1):
            return [f"{view}: \"{text.text}\" stands at {x}, {y}, outside"]
    return []


def main():
    binary, record = os.path.abspath(sys.argv[1]), "--record" in sys.argv
    wrong, pngs = [], {}
    for view in VIEWS:
        with tempfile.TemporaryDirectory() as folder:
            got = show(binary, view, pathlib.Path(folder))
            if view in PNGS:
                png = (pathlib.Path(folder) / "out.png").read_bytes()
                pngs[view] = hashlib.sha256(png).hexdigest()
        wrong += check_inside(view, got)
        expected = HERE / f"{view}.svg"
        if record:
            expected.write_bytes(got)
        elif not expected.exists() or expected.read_bytes() != got:
            wrong.append(f"{view}: is not what was recorded")
    wrong += check_pngs(pngs, record)
    print("\n".join(wrong + [f"{len(VIEWS)} views of the window, {len(wrong)} wrong"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
