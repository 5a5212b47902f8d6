# a Barrier breaks by a timeout, abort() or its action; reset() lets all out
import threading
import time


def wait(name, barrier, before, timeout=None):
    time.sleep(before)
    try:
        print(name, barrier.wait(timeout))
    except Exception as e:
        print(name, repr(e), type(e).__mro__[1].__name__)


def pair(barrier, first, second=None):
    threads = [threading.Thread(target=wait, args=('x', barrier, 0.1, first))]
    if second is not None:
        threads.append(threading.Thread(target=wait, args=('y', barrier, second)))
    for t in threads:
        t.start()
    return threads


b = threading.Barrier(2)
for t in pair(b, 0.1, 0.3):
    t.join()
print(b.broken, b.n_waiting)
b.reset()
print(b.broken)
(t,) = pair(b, None)
time.sleep(0.2)
print(b.n_waiting)
b.abort()
t.join()
print(b.broken)
b.reset()
(t,) = pair(b, None)
time.sleep(0.2)
b.reset()
t.join()
print(b.broken, b.n_waiting)


def fails():
    raise KeyError('action')


b = threading.Barrier(2, fails)
for t in pair(b, None, 0.2):
    t.join()
print(b.broken)
b = threading.Barrier(1, timeout=1)
print(b.wait(), b.wait())
try:
    threading.Barrier(0)
except ValueError as e:
    print(e)

#@ 0.2s
#> x BrokenBarrierError() RuntimeError
#@ 0.3s
#> y BrokenBarrierError() RuntimeError
#> True 0
#> False
#@ 0.5s
#> 1
#> x BrokenBarrierError() RuntimeError
#> True
#@ 0.7s
#> x BrokenBarrierError() RuntimeError
#> False 0
#@ 0.9s
#> y KeyError('action') LookupError
#> x BrokenBarrierError() RuntimeError
#> True
#> 0 0
#> parties must be > 0
#= ok
#! none
#- not compared: the reference has one thread
