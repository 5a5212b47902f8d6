"""cpython_run.py -- runs a program on CPython under a virtual clock.

    cpython_run.py FILE             as a user's CPython runs it: the stock loop with its own
                                    timers, C tasks, the garbage collector on; what is ours
                                    is time() and the wait for the next timer
    cpython_run.py --lean FILE      as fast as that can be: a shorter loop, timers compared
                                    in C, the garbage collector off

Prints the seconds that it took, and the peak memory in KiB. Nothing is recorded.
"""

import asyncio
import asyncio.base_events
import asyncio.events
import gc
import heapq
import json
import resource
import sys
import time

wall = time.perf_counter


class Selector:
    """No file is ever ready: a wait for [timeout] is over at once, and so much later."""

    def __init__(self, loop):
        self._loop = loop

    def select(self, timeout):
        if timeout:
            self._loop._now += timeout
        return ()


class StockLoop(asyncio.base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._now = 0.0
        self._clock_resolution = 1e-9
        self._selector = Selector(self)

    def time(self):
        return self._now

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


class LeanLoop(asyncio.base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._now = 0
        self._timers = []
        self._timers_set = 0

    def time(self):
        return self._now / 1e9

    def call_later(self, delay, callback, *args, context=None):
        return self._set_timer(self._now + round(delay * 1e9), callback, args, context)

    def call_at(self, when, callback, *args, context=None):
        return self._set_timer(round(when * 1e9), callback, args, context)

    def _set_timer(self, due, callback, args, context):
        timer = asyncio.events.TimerHandle(due, callback, args, self, context)
        self._timers_set += 1
        heapq.heappush(self._timers, (due, self._timers_set, timer))
        return timer

    def _timer_handle_cancelled(self, handle):
        pass

    def _write_to_self(self):
        pass

    def _run_once(self):
        ready, timers = self._ready, self._timers
        while timers and timers[0][2]._cancelled:
            heapq.heappop(timers)
        if not ready and not self._stopping and timers:
            self._now = max(self._now, timers[0][0])
        now = self._now
        while timers and timers[0][0] <= now:
            ready.append(heapq.heappop(timers)[2])
        for _ in range(len(ready)):
            handle = ready.popleft()
            if not handle._cancelled:
                handle._run()
        handle = None


class Policy(asyncio.events.BaseDefaultEventLoopPolicy):
    def __init__(self, loop_factory):
        super().__init__()
        self._loop_factory = loop_factory


def main(arguments):
    lean = arguments[0] == "--lean"
    path = arguments[-1]
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    asyncio.set_event_loop_policy(Policy(LeanLoop if lean else StockLoop))
    if lean:
        gc.disable()
    start = wall()
    exec(code, {"__name__": "__main__"})
    seconds = wall() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "peak": peak}), file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
