# Event: all who wait go on, in the order in which they came
import threading
import time

event = threading.Event()


def waiter(n):
    time.sleep(0.1 * n)
    print(n, 'waits', event.is_set())
    on = event.wait()
    time.sleep(0.1 * n)
    print(n, 'goes on', on)


threads = [threading.Thread(target=waiter, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
print(event.wait(0.05))
time.sleep(0.5)
event.set()
for t in threads:
    t.join()
print(event.is_set(), event.wait(), event.wait(0))
event.clear()
print(event.is_set(), event.wait(0))
event.set()
event.set()
event.clear()
event.clear()
print(event.isSet())

#> 0 waits False
#@ 0.05s
#> False
#@ 0.1s
#> 1 waits False
#@ 0.2s
#> 2 waits False
#@ 0.55s
#> 0 goes on True
#@ 0.65s
#> 1 goes on True
#@ 0.75s
#> 2 goes on True
#> True True True
#> False False
#> False
#= ok
#! none
#- not compared: the reference has one thread
