#!/usr/bin/env python3
"""stock.py -- runs a program on the stock asyncio of this Python, in no time: stock.py FILE

For programs that `coroscope export` wrote: what they print must be what Coroscope prints. Only
the clock is ours: where the loop would wait, and where time.sleep() or the exported cpu() would
take time, it jumps. Any CPython from 3.11 on does.
"""

import asyncio
import selectors
import sys
import time

now = 1_000_000_000_000_000  # nanoseconds


def jump(seconds):
    global now
    now += max(0, round(seconds * 1e9))


def seconds():
    return now / 1e9


def perf_counter():
    """In the exported cpu(), which asks until its end has come, the end comes at once."""
    frame = sys._getframe(1)
    if frame.f_code.co_name == "cpu" and "end" in frame.f_locals:
        jump(frame.f_locals["end"] - seconds())
    return seconds()


class Jumping(selectors.SelectSelector):
    """Nothing ever arrives: the time that it would wait is over."""

    def select(self, timeout=None):
        if timeout is None:
            raise SystemExit("deadlock")
        jump(timeout)
        return []


class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__(Jumping())
        self._clock_resolution = 1e-9

    def time(self):
        return seconds()


def main(path):
    asyncio.DefaultEventLoopPolicy._loop_factory = Loop
    asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
    time.sleep = jump
    time.perf_counter = perf_counter
    time.monotonic = time.time = seconds
    with open(path, encoding="utf-8") as file:
        text = file.read()
    sys.argv = [path]
    exec(compile(text, path, "exec"), {"__name__": "__main__", "__file__": path})


if __name__ == "__main__":
    main(sys.argv[1])
