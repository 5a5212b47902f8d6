# Condition: wait gives the lock back; notify wakes so many; wait_for asks again
import threading
import time

items = []
ready = threading.Condition()


def consumer(name):
    with ready:
        while not items:
            print(name, 'waits')
            ready.wait()
        print(name, 'takes', items.pop(0))


threads = [threading.Thread(target=consumer, args=(n,)) for n in 'ab']
for t in threads:
    t.start()
time.sleep(0.1)
with ready:
    items.append(1)
    ready.notify()
    print('notified once')
time.sleep(0.1)
with ready:
    items.append(2)
    ready.notify_all()
for t in threads:
    t.join()
for wrong in (ready.wait, ready.notify, ready.notify_all, ready.release):
    try:
        wrong()
    except RuntimeError as e:
        print(e)
with ready:
    print(ready.wait(0.1), ready.wait(-1), ready.wait_for(lambda: False, 0.2),
          ready.wait_for(lambda: 'yes'), ready.wait_for(lambda: '', 0))
own = threading.Condition(threading.Lock())
print(own.acquire(), own.acquire(False), own.release())


def later():
    time.sleep(0.1)
    with own:
        items.append(3)
        own.notify()


t = threading.Thread(target=later)
t.start()
with own:
    print(own.wait_for(lambda: items and items[-1], timeout=5))
t.join()

#> a waits
#> b waits
#@ 0.1s
#> notified once
#> a takes 1
#@ 0.2s
#> b takes 2
#> cannot wait on un-acquired lock
#> cannot notify on un-acquired lock
#> cannot notify on un-acquired lock
#> cannot release un-acquired lock
#@ 0.5s
#> False False False yes 
#> True False None
#@ 0.6s
#> 3
#= ok
#! none
#- not compared: the reference has one thread
