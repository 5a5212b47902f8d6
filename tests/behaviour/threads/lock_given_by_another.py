# a Lock may be given back by another thread, an RLock not
import threading
import time

lock = threading.Lock()


def opener():
    time.sleep(0.2)
    print('opens')
    lock.release()


lock.acquire()
t = threading.Thread(target=opener)
t.start()
print(lock.acquire(timeout=0.1))
print(lock.acquire())
t.join()

#@ 0.1s
#> False
#@ 0.2s
#> opens
#> True
#= ok
#! none
#- not compared: the reference has one thread
