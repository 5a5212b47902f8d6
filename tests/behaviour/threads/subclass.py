# a class that derives from Thread: run() is what the thread does
import threading
import time


class Worker(threading.Thread):
    def __init__(self, n, **more):
        super().__init__(name=f'worker-{n}', **more)
        self.n = n
        self.result = None

    def run(self):
        time.sleep(0.01 * self.n)
        print(self.name, threading.current_thread() is self, self.daemon)
        time.sleep(0.1 * self.n)
        self.result = self.n ** 2


workers = [Worker(n) for n in (2, 1)]
for w in workers:
    w.start()
print([w.is_alive() for w in workers], threading.active_count())
for w in workers:
    w.join()
    print(w.name, w.result, w.is_alive())


class Lazy(threading.Thread):
    def __init__(self):
        pass


for wrong in (lambda: Lazy().start(), lambda: Lazy().name, lambda: Lazy().join(),
              workers[0].start, lambda: threading.Thread().join(),
              lambda: threading.current_thread().join(),
              lambda: threading.Thread(target=1, group=2)):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)

#> [True, True] 3
#@ 0.01s
#> worker-1 True False
#@ 0.02s
#> worker-2 True False
#@ 0.22s
#> worker-2 4 False
#> worker-1 1 False
#> RuntimeError thread.__init__() not called
#> AssertionError Thread.__init__() not called
#> RuntimeError Thread.__init__() not called
#> RuntimeError threads can only be started once
#> RuntimeError cannot join thread before it is started
#> RuntimeError cannot join current thread
#> AssertionError group argument must be None for now
#= ok
#! none
#- not compared: the reference has one thread
