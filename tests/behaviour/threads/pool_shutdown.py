import time
from concurrent.futures import CancelledError, ThreadPoolExecutor


def job(n):
    time.sleep(0.1)
    print('did', n)
    return n


pool = ThreadPoolExecutor(1)
fs = [pool.submit(job, n) for n in range(4)]
time.sleep(0.05)
pool.shutdown(wait=False, cancel_futures=True)
print([f.cancelled() for f in fs])
for f in fs:
    try:
        print(f.result())
    except CancelledError as e:
        print(repr(e))
pool = ThreadPoolExecutor(1)
pool.submit(job, 'a')
pool.submit(job, 'b')
pool.shutdown(wait=False)
print('not waited')
time.sleep(0.3)
pool = ThreadPoolExecutor(1)
pool.submit(job, 'c')
pool.submit(job, 'd')
del pool
print('dropped')
time.sleep(0.3)


def inner(pool):
    try:
        pool.shutdown()
    except RuntimeError as e:
        print(e)


with ThreadPoolExecutor(1) as pool:
    pool.submit(inner, pool)
pool = ThreadPoolExecutor(2)
pool.submit(job, 'at the end')
print('main over')

#@ 0.05s
#> [False, True, True, True]
#@ 0.1s
#> did 0
#> 0
#> CancelledError()
#> CancelledError()
#> CancelledError()
#> not waited
#@ 0.2s
#> did a
#@ 0.3s
#> did b
#@ 0.4s
#> dropped
#@ 0.5s
#> did c
#@ 0.6s
#> did d
#@ 0.7s
#> cannot join current thread
#> main over
#@ 0.8s
#> did at the end
#= ok
