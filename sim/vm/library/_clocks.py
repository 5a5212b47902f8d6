"""_clocks: the clocks of time by their numbers; there is one clock, which is simulated."""

import time
from types import SimpleNamespace

CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1
CLOCK_PROCESS_CPUTIME_ID = 2
CLOCK_THREAD_CPUTIME_ID = 3
CLOCK_MONOTONIC_RAW = 4
CLOCK_BOOTTIME = 7

_clocks = {
    CLOCK_REALTIME: time.time_ns, CLOCK_MONOTONIC: time.monotonic_ns,
    CLOCK_PROCESS_CPUTIME_ID: time.process_time_ns,
    CLOCK_THREAD_CPUTIME_ID: time.thread_time_ns, CLOCK_MONOTONIC_RAW: time.monotonic_ns,
    CLOCK_BOOTTIME: time.monotonic_ns,
}
_names = {
    'monotonic': 'CLOCK_MONOTONIC', 'perf_counter': 'CLOCK_MONOTONIC',
    'process_time': 'CLOCK_PROCESS_CPUTIME_ID', 'thread_time': 'CLOCK_THREAD_CPUTIME_ID',
    'time': 'CLOCK_REALTIME',
}


def clock_gettime_ns(clk_id, /):
    if clk_id not in _clocks:
        raise OSError(22, 'Invalid argument')
    return _clocks[clk_id]()


def clock_gettime(clk_id, /):
    return clock_gettime_ns(clk_id) / 1e9


def clock_getres(clk_id, /):
    clock_gettime_ns(clk_id)
    return 1e-09


def get_clock_info(name, /):
    if name not in _names:
        raise ValueError('unknown clock')
    return SimpleNamespace(implementation=f'clock_gettime({_names[name]})',
                           monotonic=name != 'time', adjustable=name == 'time',
                           resolution=1e-09)
