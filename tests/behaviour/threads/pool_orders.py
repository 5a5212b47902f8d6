# A submit that starts a worker waits until it has begun, and then the job runs first.
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def job(name):
    print(name, 'begins in', threading.current_thread().name)
    time.sleep(0.05)
    print(name, 'ends')
    return name


pool = ThreadPoolExecutor(2, 'w')
print('a'); a = pool.submit(job, 'a')
print('b'); b = pool.submit(job, 'b')
print('c'); c = pool.submit(job, 'c')
print('d'); d = pool.submit(job, 'd')
print('d cancels', d.cancel(), 'a cancels', a.cancel(), a.running(), c.running())
d.add_done_callback(lambda f: print('callback of d', threading.current_thread().name))
a.add_done_callback(lambda f: print('callback of a', f.result(), threading.current_thread().name))
time.sleep(0.2)
print('again')
e = pool.submit(job, 'e')
print('submitted e')
time.sleep(0.1)
pool.shutdown()
print(threading.active_count())

#> a
#> a begins in w_0
#> b
#> b begins in w_1
#> c
#> d
#> d cancels True a cancels False True False
#> callback of d MainThread
#@ 0.05s
#> a ends
#> callback of a a w_0
#> c begins in w_0
#> b ends
#@ 0.1s
#> c ends
#@ 0.2s
#> again
#> submitted e
#> e begins in w_1
#@ 0.25s
#> e ends
#@ 0.3s
#> 1
#= ok
#- orders at one instant are chance in CPython, where print() lets others run
