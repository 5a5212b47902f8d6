# Timer calls a function later, unless it is cancelled
import threading
import time


def ring(*args, **kwargs):
    print('rings', args, kwargs, threading.current_thread().name)


a = threading.Timer(0.3, ring)
b = threading.Timer(0.2, ring, ('b',), {'loud': True})
c = threading.Timer(0.1, ring, args=['c'])
for t in (a, b, c):
    t.start()
time.sleep(0.25)
a.cancel()
for t in (a, b, c):
    t.join()
    print(t.is_alive(), t.finished.is_set(), t.interval)

#@ 0.1s
#> rings ('c',) {} Thread-3
#@ 0.2s
#> rings ('b',) {'loud': True} Thread-2
#@ 0.25s
#> False True 0.3
#> False True 0.2
#> False True 0.1
#= ok
#! none
#- not compared: the reference has one thread
