# n = n + f() loses what another thread has done meanwhile; a lock keeps it
import threading
import time

n = 0
lock = threading.Lock()


def one():
    time.sleep(0.1)
    return 1


def careless():
    global n
    n = n + one()


def careful():
    global n
    with lock:
        n = n + one()


for target in (careless, careful):
    n = 0
    threads = [threading.Thread(target=target) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(target.__name__, n)

#@ 0.1s
#> careless 1
#@ 0.5s
#> careful 4
#= ok
#! none
#- not compared: the reference has one thread
