#!/usr/bin/env python3
"""The real window on a real display: keys.py BINARY

Starts Xvfb, opens the window, and drives it with xdotool as a user would: keys, a search,
the wheel with Ctrl, a drag, a click. What came of it is asked for with F2, which says the
moment in words, and with F12, which saves the picture. Skipped (77) where Xvfb or xdotool is
missing.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
SCENARIO = HERE.parent.parent / "scenarios" / "04_gather.json"
PATIENCE = 20  # seconds, for a machine that has much to do


class Desk:
    """A display with the window on it."""

    def __init__(self, binary, folder):
        self.folder = folder
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1300x800x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.display = f":{self.server.stdout.readline().strip()}"
        self.environment = {**os.environ, "DISPLAY": self.display, "LC_ALL": "C.UTF-8",
                            "SDL_VIDEODRIVER": "x11", "HOME": str(folder),
                            # The display's drivers keep memory, and are gone by then.
                            "ASAN_OPTIONS": "detect_leaks=0"}
        self.said = open(folder / "said", "w+")
        self.program = subprocess.Popen([binary, "view", str(SCENARIO)], cwd=folder,
                                        env=self.environment, stdout=self.said,
                                        stderr=subprocess.STDOUT)
        self.window = self.wait_for(lambda: self.do("search", "--name", "Coroscope"))
        self.do("windowfocus", self.window)
        time.sleep(0.3)

    def do(self, *words):
        done = subprocess.run(["xdotool", *words], env=self.environment, text=True,
                              capture_output=True)
        return done.stdout.split("\n")[0]

    def wait_for(self, question):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = question()
            if answer:
                return answer
            time.sleep(0.05)
        raise SystemExit("nothing came of it in time")

    def key(self, *keys):
        self.do("key", "--delay", "30", *keys)

    def words(self):
        """The moment in words, by F2."""
        before = self.said_so_far()
        self.key("F2")
        said = self.wait_for(lambda: self.said_so_far()[len(before):].count("\n") >= 7
                             and self.said_so_far()[len(before):])
        self.key("Escape")
        return said

    def said_so_far(self):
        return (self.folder / "said").read_text()

    def close(self):
        self.key("ctrl+q")
        try:
            return self.program.wait(PATIENCE)
        finally:
            self.program.kill()
            self.server.kill()


def check(what, words, wrong):
    if what not in words:
        wrong.append(f"\"{what}\" should be in\n{words}")


def drive(desk, wrong):
    desk.key("Right", "Right", "Right")
    check(", 3 / 52", desk.words(), wrong)
    desk.key("shift+Right", "Left")
    check(", 3 / 52", desk.words(), wrong)
    desk.key("o", "o", "o")  # three prints on
    check("t = 1.000 s", desk.words(), wrong)
    desk.key("slash")
    desk.do("type", "--delay", "30", "returns")
    desk.key("Return", "Escape")
    check("ends and returns", desk.words(), wrong)
    desk.key("Home")
    desk.do("mousemove", "--window", desk.window, "546", "300")
    desk.do("click", "1")
    check("t = 1.000 s", desk.words(), wrong)
    desk.do("keydown", "ctrl", "click", "4", "click", "4", "keyup", "ctrl")
    desk.do("mousedown", "1", "mousemove_relative", "--", "-200", "0", "mouseup", "1")
    desk.key("2")
    check("(parallel:4)", desk.words(), wrong)
    desk.key("End", "F12")
    picture = desk.folder / "04_gather.png"
    desk.wait_for(lambda: picture.exists() and picture.stat().st_size > 10000)


def main():
    if not shutil.which("Xvfb") or not shutil.which("xdotool"):
        print("Xvfb or xdotool is missing")
        return 77
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(os.path.abspath(sys.argv[1]), pathlib.Path(name))
        try:
            drive(desk, wrong)
        finally:
            status = desk.close()
        if status:
            wrong.append(f"status {status}\n{desk.said_so_far()}")
    print("\n".join(wrong) or "keys, wheel and mouse do what they say")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
