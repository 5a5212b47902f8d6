# Semaphore: so many at once; BoundedSemaphore: not more than there were
import threading
import time

semaphore = threading.Semaphore(2)


def work(n):
    time.sleep(0.01 * n)
    with semaphore:
        print(n, 'in')
        time.sleep(0.3)
        print(n, 'out')


threads = [threading.Thread(target=work, args=(n,)) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(semaphore.acquire(), semaphore.acquire(False), semaphore.acquire(False))
print(semaphore.acquire(timeout=0.1), semaphore.release(2), semaphore.acquire(timeout=0.1))
bounded = threading.BoundedSemaphore(1)
bounded.acquire()
bounded.release()
for wrong in (bounded.release,
              lambda: bounded.release(0),
              lambda: semaphore.release(0),
              lambda: semaphore.acquire(False, 1),
              lambda: threading.Semaphore(-1)):
    try:
        wrong()
    except ValueError as e:
        print(e)

#> 0 in
#@ 0.01s
#> 1 in
#@ 0.3s
#> 0 out
#> 2 in
#@ 0.31s
#> 1 out
#> 3 in
#@ 0.6s
#> 2 out
#> 4 in
#@ 0.61s
#> 3 out
#@ 0.9s
#> 4 out
#> True True False
#@ 1s
#> False None True
#> Semaphore released too many times
#> n must be one or more
#> n must be one or more
#> can't specify timeout for non-blocking acquire
#> semaphore initial value must be >= 0
#= ok
#! none
#- not compared: the reference has one thread
