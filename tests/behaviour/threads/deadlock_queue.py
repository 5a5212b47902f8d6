# a consumer that nobody tells the end
import queue
import threading

q = queue.Queue()


def consumer():
    while True:
        print(q.get())


t = threading.Thread(target=consumer)
t.start()
q.put(1)
q.put(2)
t.join()

#> 1
#> 2
#= deadlock
#! none
#- not compared: the reference has one thread
