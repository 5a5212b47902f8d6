# a Condition works with any object that has acquire and release
import threading
import time


class Loud:
    def __init__(self):
        self.lock = threading.Lock()

    def acquire(self, *args):
        got = self.lock.acquire(*args)
        print('acquire', args, got)
        return got

    def release(self):
        print('release')
        self.lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


cond = threading.Condition(Loud())
with cond as c:
    print('in', c)
    print(cond.wait(0.1))
try:
    cond.notify()
except RuntimeError as e:
    print(e)


def notifier():
    with cond:
        cond.notify()


with cond:
    t = threading.Thread(target=notifier)
    t.start()
    print(cond.wait())
t.join()

#> acquire () True
#> in True
#> acquire (False,) False
#> release
#@ 0.1s
#> acquire () True
#> False
#> release
#> acquire (False,) True
#> release
#> cannot notify on un-acquired lock
#> acquire () True
#> acquire (False,) False
#> release
#> acquire () True
#> acquire (False,) False
#> release
#> acquire () True
#> True
#> release
#= ok
#! none
#- not compared: the reference has one thread
