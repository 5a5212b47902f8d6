#!/usr/bin/env python3
"""A monkey at the window: monkey.py BINARY [--seeds N] [--first SEED] [--commands N] [--forged]

Each seed is a random script (commands with and without arguments, clicks, drags and the
wheel at random places, windows of any size) for a random scenario or program, machine and theme. The
program must live through it and end with status 0; with sanitizers it must do so clean.
A run that fails is printed with its seed; --first SEED --seeds 1 repeats it. With --forged
the window is shown the trace of the scenario instead, with some numbers in it replaced.
"""

import argparse
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LEAKS = HERE / "leaks.txt"
sys.path.insert(0, str(HERE.parent / "pictures"))

from hard import forged  # noqa: E402

PLAIN = """play-pause play pause faster slower step back next-switch last-switch next-turn
last-turn next-step last-step next-print last-print effect cause start end page-forward
page-back to-breakpoint zoom-in zoom-out pan-left pan-right fit-all fit-selection undo run-a
run-b run-both next-run arrows lane-up lane-down fold next-slice last-slice bookmark
next-bookmark next-pane cancel words larger smaller help reload""".split()


def size(random):
    return random.choice(["1x1", "2x700", "1300x3", "64x64", "320x200", "640x480", "1024x600",
                          "1280x720", "1920x1080"])


def line(random):
    place = f"{random.randint(-5, 1300)} {random.randint(-5, 740)}"
    words = {
        "pace": ["event", "time", "fast"], "axis": ["time", "event", "turn"],
        "go": ["0", "0.5", "1.25", "#1", "#17", "#99999", "1e300", "250ms"],
        "predict": ["tasks", "prints", "off"], "answer": ["1", "2", "3"],
        "theme": ["dark", "light", "mono", "print"], "language": ["en", "ko"],
        "breakpoint": ["1", "3", "7"], "search": ["task", "작업", "prints"],
        "show": ["1", "2", "all"], "focus": ["1", "2"],
        "wheel": ["1", "-1", "30", "-30"], "wait": ["0", "0.1", "0.5"],
    }
    choice = random.random()
    if choice < 0.55:
        return random.choice(PLAIN)
    if choice < 0.75:
        name = random.choice(sorted(words))
        return f"{name} {random.choice(words[name])}"
    if choice < 0.97:
        return f"{random.choice(['click', 'move', 'drag'])} {place}"
    return f"size {size(random)}"


def refusable(line):
    """Commands that may well have nothing to do, which ends a script."""
    return line.split()[0] in ("search", "answer", "show", "focus", "breakpoint", "go")


def script_of(random, commands):
    lines = []
    for _ in range(commands):
        one = line(random)
        if not refusable(one) or random.random() < 0.1:
            lines.append(one)
    return "\n".join([*lines, "save out.svg", "quit", ""])


def forged_trace(binary, source, folder, chance):
    """A trace of [source] with mistakes; [source] itself if it has none to forge."""
    path = pathlib.Path(folder, "forged.trace.json")
    subprocess.run([binary, "export", source, "--format", "trace", "-o", str(path)],
                   capture_output=True)
    whole = path.read_text() if path.exists() else ""
    if len(whole) > 4 << 20 or whole.count('"t"') < 4:
        return source
    path.write_text(forged(whole, chance))
    return str(path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--commands", type=int, default=120)
    parser.add_argument("--forged", action="store_true")
    wishes = parser.parse_args()
    binary = os.path.abspath(wishes.binary)
    scenarios = sorted((ROOT / "scenarios").glob("*.json"))
    scenarios += sorted((ROOT / "tests" / "behaviour").rglob("*.py"))[::5]
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "LC_ALL": "C",
                   "LSAN_OPTIONS": f"print_suppressions=0:suppressions={LEAKS}"}
    failed = 0
    for seed in range(wishes.first, wishes.first + wishes.seeds):
        chance = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            script = pathlib.Path(folder, "script")
            script.write_text(script_of(chance, wishes.commands))
            source = str(chance.choice(scenarios))
            if wishes.forged:
                source = forged_trace(binary, source, folder, chance)
            command = [binary, "view", source, "--script", "script",
                       "--size", chance.choice(["1280x720", "1024x600", "64x64"]),
                       "--scale", chance.choice(["1", "2", "0.5"])]
            command += chance.choice([[], ["--compare"], ["--motion", "reduced"],
                                      ["--on", "threads:2"] * (not wishes.forged)])
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True,
                                  env=environment, timeout=300)
            # 2 is a command of the script that made no sense where it stood.
            is_clean = "Sanitizer" not in done.stderr and "runtime error" not in done.stderr
            # A click at the menu may quit.
            may_quit = re.search(r"^help$.*^(click|drag)", script.read_text(), re.M | re.S)
            is_whole = done.returncode == 2 or may_quit or pathlib.Path(folder, "out.svg").exists()
            if done.returncode in (0, 2) and is_clean and is_whole:
                continue
            failed += 1
            print(f"seed {seed}: status {done.returncode}: {' '.join(command)}")
            print(done.stderr[-3000:])
            print(script.read_text())
    print(f"{wishes.seeds} scripts, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
