# ProcessPoolExecutor: copies, errors with their cause, cancelling, and pools that break
from concurrent.futures import ProcessPoolExecutor, wait, as_completed
from concurrent.futures.process import BrokenProcessPool
import os, time, threading, sys
hits = []
def sq(x):
    hits.append(x)
    return x * x
def boom(x): raise ValueError('bad %d' % x)
def slow(t): time.sleep(t); return t
def die(): os._exit(3)
class E2(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
def weird(): raise E2(1, 2)
def lam(): return lambda: 0
def leave(): sys.exit(4)
if __name__ == '__main__':
    with ProcessPoolExecutor(2) as ex:
        print(list(ex.map(sq, range(10))), hits)
        print(list(ex.map(sq, range(10), chunksize=3)))
        f = ex.submit(boom, 3)
        try: f.result()
        except ValueError as e: print(repr(e), type(e.__cause__).__name__, len(str(e.__cause__)) > 0)
        for x in (lambda: 1, threading.Lock()):
            f = ex.submit(sq, x) if not callable(x) else ex.submit(x)
            try: f.result()
            except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0], type(e.__cause__).__name__)
        f = ex.submit(lam)
        try: f.result()
        except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0], type(e.__cause__).__name__)
        try: ex.submit(leave).result()
        except BaseException as e: print(repr(e))
        fs = [ex.submit(slow, 0.2) for i in range(8)]
        time.sleep(0.1)
        print([f.running() for f in fs], [f.cancel() for f in fs])
        print([f.cancelled() or f.result() for f in fs])
    try: ex.submit(sq, 1)
    except RuntimeError as e: print(e)
    for bad in (die, weird):
        with ProcessPoolExecutor(2) as ex:
            f = ex.submit(bad); g = ex.submit(slow, 0.1)
            for h in (f, g):
                try: print(h.result())
                except Exception as e: print(type(e).__name__, e)
            try: ex.submit(sq, 1)
            except Exception as e: print(type(e).__name__, e)

#> [0, 1, 4, 9, 16, 25, 36, 49, 64, 81] []
#> [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
#> ValueError('bad 3') _RemoteTraceback True
#> PicklingError Can't pickle <function <lambda> _RemoteTraceback
#> TypeError cannot pickle '_thread.lock' object _RemoteTraceback
#> AttributeError Can't get local object 'lam.<locals>.<lambda>' _RemoteTraceback
#> SystemExit(4)
#@ 0.1s
#> [True, True, True, False, False, False, False, False] [False, False, False, True, True, True, True, True]
#@ 0.4s
#> [0.2, 0.2, 0.2, True, True, True, True, True]
#> cannot schedule new futures after shutdown
#> BrokenProcessPool A process in the process pool was terminated abruptly while the future was running or pending.
#> BrokenProcessPool A process in the process pool was terminated abruptly while the future was running or pending.
#> BrokenProcessPool A child process terminated abruptly, the process pool is not usable anymore
#> BrokenProcessPool A process in the process pool was terminated abruptly while the future was running or pending.
#> BrokenProcessPool A process in the process pool was terminated abruptly while the future was running or pending.
#> BrokenProcessPool A child process terminated abruptly, the process pool is not usable anymore
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
