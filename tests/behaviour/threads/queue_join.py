# join() waits until every item was called done
import queue
import threading
import time

q = queue.Queue()


def worker():
    while True:
        n = q.get()
        time.sleep(n)
        print('did', n)
        q.task_done()


threading.Thread(target=worker, daemon=True).start()
for n in (0.3, 0.1, 0.2):
    q.put(n)
q.join()
print('all done', q.unfinished_tasks)

#@ 0.3s
#> did 0.3
#@ 0.4s
#> did 0.1
#@ 0.6s
#> did 0.2
#> all done 0
#= ok
#! none
#- not compared: the reference has one thread
