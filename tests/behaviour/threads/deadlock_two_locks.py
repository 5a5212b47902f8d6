# two threads, two locks, in opposite order
import threading
import time

lock_a = threading.Lock()
lock_b = threading.Lock()


def transfer(first, second):
    with first:
        time.sleep(0.1)
        with second:
            print('never')


t1 = threading.Thread(target=transfer, args=(lock_a, lock_b))
t2 = threading.Thread(target=transfer, args=(lock_b, lock_a))
t1.start()
t2.start()
t1.join()

#= deadlock
#! none
#- not compared: the reference has one thread
