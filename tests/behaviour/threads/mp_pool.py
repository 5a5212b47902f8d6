# multiprocessing.Pool: map, apply, imap, callbacks, errors, and its end
import multiprocessing as mp
import time
from multiprocessing import Pool
total = 0
def sq(x):
    global total
    total += x
    return x * x
def add(a, b): return a + b
def boom(x):
    if x == 3: raise ValueError('three')
    return x
def slow(x): time.sleep(x / 10); return x
def lam(x): return lambda: 0
def who(x): time.sleep(0.1); return mp.current_process().name
base = 1
def init(n):
    global base
    base = n
def based(x): return base + x
def cb(x): print('cb', x)
def ecb(e): print('ecb', repr(e))
if __name__ == '__main__':
    with Pool(3) as p:
        print(p.map(sq, range(10)), total)
        print(p.starmap(add, [(1, 2), (3, 4)]))
        print(p.apply(add, (1,), {'b': 5}))
        r = p.apply_async(slow, (2,)); print(r.ready())
        try: r.get(timeout=0.05)
        except mp.TimeoutError as e: print('timeout', repr(e))
        try: r.successful()
        except ValueError as e: print('not ready')
        print(r.get(), r.successful(), r.ready())
        print(list(p.imap(slow, [3, 1, 2])), list(p.imap_unordered(slow, [3, 1, 2])))
        print(list(p.imap(sq, range(7), chunksize=3)))
        try: p.map(boom, range(6))
        except ValueError as e: print(repr(e), type(e.__cause__).__name__)
        it = p.imap(boom, [1, 3, 5])
        while True:
            try: print(next(it))
            except StopIteration: break
            except ValueError as e: print(repr(e))
        try: p.apply(lambda: 1)
        except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0])
        try: p.apply(lam, (1,))
        except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0])
        r = p.map_async(sq, [1, 2, 3], callback=cb); r.wait()
        r = p.apply_async(boom, (3,), callback=cb, error_callback=ecb); r.wait(); time.sleep(0.05)
        print(p.map(sq, []))
        print(sorted(p.map(who, range(3), chunksize=1)))
    try: p.map(sq, [1])
    except ValueError as e: print(e)
    p = Pool(2, initializer=init, initargs=(100,))
    print(p.map(based, range(4)), base)
    try: p.join()
    except ValueError as e: print(e)
    p.close(); 
    try: p.apply(sq, (1,))
    except ValueError as e: print(e)
    p.join(); print('joined')
    p = Pool(2, maxtasksperchild=1)
    print(len(set(p.map(who, range(4), chunksize=1))))
    p.terminate(); p.join()
    t = time.monotonic()
    with Pool(4) as p:
        p.map(slow, [5, 5, 5, 5])
    print(round(time.monotonic() - t, 1))

#> [0, 1, 4, 9, 16, 25, 36, 49, 64, 81] 0
#> [3, 7]
#> 6
#> False
#@ 0.05s
#> timeout TimeoutError()
#> not ready
#@ 0.2s
#> 2 True True
#@ 0.8s
#> [3, 1, 2] [1, 2, 3]
#> [0, 1, 4, 9, 16, 25, 36]
#> ValueError('three') RemoteTraceback
#> 1
#> ValueError('three')
#> 5
#> PicklingError Can't pickle <function <lambda>
#> MaybeEncodingError Error sending result: '<function lam.<locals>.<lambda>
#> cb [1, 4, 9]
#> ecb ValueError('three')
#@ 0.85s
#> []
#@ 0.95s
#> ['ForkPoolWorker-1', 'ForkPoolWorker-2', 'ForkPoolWorker-3']
#> Pool not running
#> [100, 101, 102, 103] 1
#> Pool is still running
#> Pool not running
#> joined
#@ 1.15s
#> 4
#@ 1.65s
#> 0.5
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
