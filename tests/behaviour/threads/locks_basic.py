# Lock and RLock: what they return and refuse
import threading

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(blocking=False))
print(lock.acquire(timeout=0.1))
print(lock.release(), lock.locked())
for wrong in (lambda: lock.release(),
              lambda: lock.acquire(False, 1),
              lambda: lock.acquire(timeout=-2),
              lambda: lock.acquire(True, 1e20),
              lambda: threading.Lock(1),
              lambda: lock.acquire(timeout=float('nan'))):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)
with lock as got:
    print(got, lock.locked())
rlock = threading.RLock()
print(rlock.acquire(), rlock.acquire(), rlock.acquire(False))
for i in range(4):
    try:
        print(rlock.release())
    except RuntimeError as e:
        print(e)
with rlock:
    with rlock:
        print('twice')


def other():
    try:
        rlock.release()
    except RuntimeError as e:
        print('other:', e)
    print('other gets it:', rlock.acquire(timeout=0.1))


with rlock:
    t = threading.Thread(target=other)
    t.start()
    t.join()
print(type(lock), type(rlock))

#> True True False False
#@ 0.1s
#> False
#> None False
#> RuntimeError release unlocked lock
#> ValueError can't specify a timeout for a non-blocking call
#> ValueError timeout value must be a non-negative number
#> OverflowError timestamp out of range for platform time_t
#> TypeError lock expected 0 arguments, got 1
#> ValueError Invalid value NaN (not a number)
#> True True
#> True True True
#> None
#> None
#> None
#> cannot release un-acquired lock
#> twice
#> other: cannot release un-acquired lock
#@ 0.2s
#> other gets it: False
#> <class '_thread.lock'> <class '_thread.RLock'>
#= ok
#! none
#- not compared: the reference has one thread
