#!/usr/bin/env python3
"""What is on the screen is what the window saves: screen.py BINARY

Starts Xvfb, whose screen is a file, lets a script show each view below and save it as PNG,
and compares the two, pixel by pixel. Skipped (77) where Xvfb or xdotool is missing.
"""

import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib

HERE = pathlib.Path(__file__).resolve().parent
SCENARIOS = HERE.parent.parent / "scenarios"
PATIENCE = 60  # seconds, for a machine that has much to do

VIEWS = {
    "dark": "04_gather --at 1",
    "light_ko": "12_cancellation --at 0.5 --theme light --lang ko --size 1024x600",
    "compared": "15_mixed_load --compare --at 0.4 --theme mono",
    "large": "02_await_gives_control_back --at 0 --scale 1.5 --theme print",
}


def wait_for(question):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = question()
        if answer:
            return answer
        time.sleep(0.05)
    raise SystemExit("nothing came of it in time")


# ---- Pixels ----

def paeth(left, up, corner):
    guess = left + up - corner
    return min((abs(guess - left), 0, left), (abs(guess - up), 1, up),
               (abs(guess - corner), 2, corner))[2]


def unfiltered(kind, line, above, step):
    """A line of a PNG: each byte is what it differs from its neighbours by."""
    for i in range(len(line)):
        left = line[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        guess = (0, left, above[i], (left + above[i]) // 2, 0)[kind] if kind < 4 else \
            paeth(left, above[i], corner)
        line[i] = (line[i] + guess) & 255
    return line


def png_rows(data):
    """Rows of (red, green, blue) bytes of a PNG with 8 bits, with alpha or without."""
    packed, at = b"", 8
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height, depth, color = struct.unpack(">IIBB", data[at + 8:at + 18])
            assert depth == 8 and color in (2, 6)
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += size + 12
    step = 3 if color == 2 else 4
    lines, above, rows = zlib.decompress(packed), bytes(width * step), []
    for y in range(height):
        start = y * (width * step + 1)
        line = bytearray(lines[start + 1:start + 1 + width * step])
        above = unfiltered(lines[start], line, above, step) if lines[start] else line
        rows.append(bytes(above) if step == 3 else
                    bytes(b for i, b in enumerate(above) if i % 4 != 3))
    return rows


def screen_rows(path, x, y, width, height):
    """The same of a part of the screen, from the file of it that Xvfb keeps (XWD)."""
    data = path.read_bytes()
    head = struct.unpack(">25I", data[:100])
    per_line, start = head[12], head[0] + head[19] * 12
    assert head[11] == 32
    rows = []
    for line in range(y, y + height):
        at = start + line * per_line + x * 4
        row = data[at:at + width * 4]
        rgb = bytearray(width * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
        rows.append(bytes(rgb))
    return rows


# ---- The window ----

class Screen:
    def __init__(self, folder):
        self.folder = folder
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1300x800x24", "-nolisten", "tcp",
             "-fbdir", str(folder)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        display = f":{self.server.stdout.readline().strip()}"
        self.environment = {**os.environ, "DISPLAY": display, "LC_ALL": "C.UTF-8",
                            "SDL_VIDEODRIVER": "x11", "HOME": str(folder),
                            # The display's drivers keep memory, and are gone by then.
                            "ASAN_OPTIONS": "detect_leaks=0"}

    def ask(self, *words):
        done = subprocess.run(["xdotool", *words], env=self.environment, text=True,
                              capture_output=True)
        return done.stdout

    def place(self):
        """Where the window is: X, Y and more; nothing while there is none."""
        for window in self.ask("search", "--name", "Coroscope").split():
            place = dict(line.split("=") for line in self.ask(
                "getwindowgeometry", "--shell", window).split())
            if "X" in place:
                return place
        return None

    def differences(self, binary, name, view):
        """How many rows of the window differ from those of the PNG that it saves."""
        scenario, *options = view.split()
        picture, script = self.folder / f"{name}.png", self.folder / "script"
        # The pointer of the screen's middle is over something: its facts are in both.
        script.write_text(f"wait 0.5\nsave {picture}\nwait {PATIENCE}\nquit\n")
        program = subprocess.Popen(
            [binary, "view", str(SCENARIOS / f"{scenario}.json"), *options, "--motion",
             "reduced", "--script", str(script)], env=self.environment)
        try:
            wait_for(lambda: picture.exists() and picture.read_bytes()[-8:-4] == b"IEND")
            place = wait_for(self.place)
            rows = png_rows(picture.read_bytes())
            time.sleep(0.3)  # the frame that was saved is shown
            shown = screen_rows(self.folder / "Xvfb_screen0", int(place["X"]),
                                int(place["Y"]), len(rows[0]) // 3, len(rows))
        finally:
            program.kill()
            program.wait()
        return sum(one != other for one, other in zip(rows, shown))


def main():
    if not shutil.which("Xvfb") or not shutil.which("xdotool"):
        print("Xvfb or xdotool is missing")
        return 77
    wrong = []
    for name, view in VIEWS.items():
        with tempfile.TemporaryDirectory() as folder:
            screen = Screen(pathlib.Path(folder))
            try:
                count = screen.differences(os.path.abspath(sys.argv[1]), name, view)
            finally:
                screen.server.kill()
                screen.server.wait()
        if count:
            wrong.append(f"{name}: {count} rows on the screen are not those of the PNG")
    print("\n".join(wrong) or f"{len(VIEWS)} views are on the screen as they are saved")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
