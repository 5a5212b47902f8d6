# A job that submits to its own pool; one worker that waits for its own queue never ends.
import time
from concurrent.futures import ThreadPoolExecutor, TimeoutError, wait, FIRST_COMPLETED, FIRST_EXCEPTION


def outer(pool, n):
    print('outer', n)
    f = pool.submit(inner, n)
    print('submitted', n)
    return f.result() + 1


def inner(n):
    print('inner', n)
    time.sleep(0.1)
    return n * 10


def fail(n):
    time.sleep(n)
    raise ValueError(n)


with ThreadPoolExecutor(4) as pool:
    a = pool.submit(outer, pool, 1)
    print('main goes on')
    print(a.result())
    late = [pool.submit(time.sleep, s) for s in (0.1, 0.3)] + [pool.submit(fail, 0.2)]
    d, n = wait(late, timeout=0.05)
    print(len(d), len(n))
    d, n = wait(late, return_when=FIRST_COMPLETED)
    print(len(d), len(n))
    d, n = wait(late, return_when=FIRST_EXCEPTION)
    print(len(d), len(n))
    d, n = wait(late)
    print(len(d), len(n))
pool = ThreadPoolExecutor(1)
f = pool.submit(outer, pool, 2)
try:
    f.result(timeout=1)
except TimeoutError as e:
    print(repr(e))
try:
    f.exception(timeout=0.5)
except TimeoutError as e:
    print(repr(e))
pool.shutdown(wait=False, cancel_futures=True)

#> outer 1
#> main goes on
#> inner 1
#> submitted 1
#@ 0.1s
#> 11
#@ 0.15s
#> 0 3
#@ 0.2s
#> 1 2
#@ 0.3s
#> 2 1
#@ 0.4s
#> 3 0
#> outer 2
#> submitted 2
#@ 1.4s
#> TimeoutError()
#@ 1.9s
#> TimeoutError()
#= ok
#- orders at one instant are chance in CPython, where print() lets others run
