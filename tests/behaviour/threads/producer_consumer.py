# producer and consumers with None as the end
import queue
import threading
import time

q = queue.Queue(2)


def producer():
    for i in range(6):
        time.sleep(0.02)
        print('made', i)
        q.put(i)
    for _ in range(2):
        q.put(None)


def consumer(name, pause):
    while (item := q.get()) is not None:
        print(name, 'takes', item)
        time.sleep(pause)
    print(name, 'ends')


threads = [threading.Thread(target=producer)]
threads += [threading.Thread(target=consumer, args=a) for a in (('fast', 0.11), ('slow', 0.27))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(q.empty())

#@ 0.02s
#> made 0
#> fast takes 0
#@ 0.04s
#> made 1
#> slow takes 1
#@ 0.06s
#> made 2
#@ 0.08s
#> made 3
#@ 0.1s
#> made 4
#@ 0.13s
#> fast takes 2
#@ 0.15s
#> made 5
#@ 0.24s
#> fast takes 3
#@ 0.31s
#> slow takes 4
#@ 0.35s
#> fast takes 5
#@ 0.46s
#> fast ends
#@ 0.58s
#> slow ends
#> True
#= ok
#! none
#- not compared: the reference has one thread
