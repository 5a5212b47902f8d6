"""expected.py -- the expectations that stand at the end of a behaviour program.

    #> text          a line of standard output
    #@ 1.5s          the lines after this are printed at this time (before the first: 0s)
    #= ok            how the run ends: ok, deadlock, limit, or `error ValueError: message`
    #! code          a diagnostic of ours; `#! code: words` must have the words in its text,
                     `#! none` says there is none. Without such a line they are not looked at.
    #- not compared  CPython has nothing to say about this program (ours only)
"""

MARKS = ("#> ", "#@ ", "#= ", "#! ", "#- ")


def is_mark(line):
    return line == "#>" or line.startswith(MARKS)


class Expected:
    def __init__(self, text):
        self.program = []
        self.printed = []  # (time in ns, line)
        self.end = None
        self.diagnostics = None
        self.ours = False
        now = 0
        for line in text.split("\n"):
            if line.startswith("#@ "):
                now = round(float(line[3:].rstrip("s")) * 1e9)
            elif line == "#>" or line.startswith("#> "):
                self.printed.append((now, line[3:]))
            elif line.startswith("#= "):
                self.end = line[3:]
            elif line.startswith("#! "):
                self.diagnostics = self.diagnostics or []
                if line != "#! none":
                    self.diagnostics.append(line[3:])
            elif line.startswith("#- "):
                self.ours = True
            else:
                self.program.append(line)


def seconds(nanoseconds):
    whole, part = divmod(nanoseconds, 10**9)
    return f"{whole}.{part:09}".rstrip("0").rstrip(".") + "s"


def lines(printed, end):
    """The marks for what was printed when, and how it ended."""
    told, now = [], 0
    for time, text in printed:
        if time != now:
            told.append(f"#@ {seconds(time)}")
            now = time
        told.append(("#> " + text).rstrip() if not text else "#> " + text)
    return told + ["#= " + end]
