# shutdown: puts are refused, gets when it is empty; immediate: at once
import queue
import threading
import time

q = queue.Queue(1)


def getter(name):
    try:
        while True:
            print(name, q.get())
    except queue.ShutDown as e:
        print(name, repr(e))


threads = [threading.Thread(target=getter, args=(n,)) for n in 'ab']
for t in threads:
    t.start()
time.sleep(0.1)
q.put(1)
time.sleep(0.1)
q.shutdown()
for t in threads:
    t.join()
for wrong in (lambda: q.put(2), q.get):
    try:
        wrong()
    except queue.ShutDown:
        print('shut down')
p = queue.Queue()
p.put(1)
p.put(2)
p.shutdown()
print(p.get())
p.shutdown(immediate=True)
print(p.unfinished_tasks, p.qsize(), p.is_shutdown)
try:
    p.get()
except queue.ShutDown:
    print('nothing more')

#@ 0.1s
#> a 1
#@ 0.2s
#> b ShutDown()
#> a ShutDown()
#> shut down
#> shut down
#> 1
#> 1 0 True
#> nothing more
#= ok
#! none
#- not compared: the reference has one thread
