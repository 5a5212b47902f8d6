# what cannot go to a process: each is refused for what CPython stumbles over within it
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
import threading
def show(f):
    try: print('ok', f())
    except BaseException as e: print(str(e))
if __name__ == '__main__':
    e = ProcessPoolExecutor(1)
    t = ThreadPoolExecutor(1)
    with ProcessPoolExecutor(1) as p:
        show(lambda: p.submit(abs, e).result())
        show(lambda: p.submit(abs, t).result())
        show(lambda: p.submit(abs, p).result())
        show(lambda: p.submit(abs, threading.current_thread()).result())
        x = threading.Thread(target=abs)
        show(lambda: p.submit(type, x).result())
        show(lambda: p.submit(abs, threading.Condition()).result())
        show(lambda: p.submit(abs, threading.Semaphore()).result())
        show(lambda: p.submit(abs, threading.Barrier(2)).result())
        show(lambda: p.submit(abs, Future()).result())
        show(lambda: p.submit(abs, threading.Timer(1, abs)).result())

#> cannot pickle '_thread.lock' object
#> cannot pickle '_queue.SimpleQueue' object
#> cannot pickle '_thread.lock' object
#> cannot pickle '_thread._ThreadHandle' object
#> cannot pickle '_thread._ThreadHandle' object
#> cannot pickle '_thread.RLock' object
#> cannot pickle '_thread.lock' object
#> cannot pickle '_thread.lock' object
#> cannot pickle '_thread.RLock' object
#> cannot pickle '_thread._ThreadHandle' object
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
