import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def work(n):
    time.sleep(0.1 * n)
    print('did', n, threading.current_thread().name)
    return n * n


def boom(x):
    raise ValueError(x)


with ThreadPoolExecutor(max_workers=2, thread_name_prefix='w') as pool:
    fs = [pool.submit(work, n) for n in (3, 1, 2.5)]
    for f in as_completed(fs):
        print(f.result())
    print(list(pool.map(work, [2, 1])))
try:
    pool.submit(work, 1)
except RuntimeError as e:
    print(e)
pool = ThreadPoolExecutor()
f = pool.submit(boom, 4)
try:
    f.result()
except ValueError as e:
    print(repr(e))
pool.submit(work, 5)
print('end')

#@ 0.1s
#> did 1 w_1
#> 1
#@ 0.3s
#> did 3 w_0
#> 9
#@ 0.35s
#> did 2.5 w_1
#> 6.25
#@ 0.45s
#> did 1 w_1
#@ 0.55s
#> did 2 w_0
#> [4, 1]
#> cannot schedule new futures after shutdown
#> ValueError(4)
#> end
#@ 1.05s
#> did 5 ThreadPoolExecutor-0_0
#= ok
