import threading
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool

own = threading.local() if hasattr(threading, 'local') else None


def prepare(word):
    print('prepare', word, threading.current_thread().name)


def fail():
    raise ValueError('no tools')


def job(n):
    time.sleep(0.02)
    return n


with ThreadPoolExecutor(2, 'w', prepare, ('x',)) as pool:
    print(list(pool.map(job, range(5))))
pool = ThreadPoolExecutor(1, initializer=fail)
f = pool.submit(job, 1)
try:
    f.result()
except BrokenThreadPool as e:
    print(e)
try:
    pool.submit(job, 2)
except Exception as e:
    print(type(e), e)
for bad in (dict(max_workers=0), dict(max_workers=-1), dict(max_workers='x'), dict(initializer=3), dict(nothing=1)):
    try:
        ThreadPoolExecutor(**bad)
    except Exception as e:
        print(type(e).__name__, e)

#> prepare x w_0
#> prepare x w_1
#@ 0.06s
#> [0, 1, 2, 3, 4]
#> A thread initializer failed, the thread pool is not usable anymore
#> <class 'concurrent.futures.thread.BrokenThreadPool'> A thread initializer failed, the thread pool is not usable anymore
#> ValueError max_workers must be greater than 0
#> ValueError max_workers must be greater than 0
#> TypeError '<=' not supported between instances of 'str' and 'int'
#> TypeError initializer must be a callable
#> TypeError ThreadPoolExecutor.__init__() got an unexpected keyword argument 'nothing'
#= ok
