import time
from concurrent.futures import ThreadPoolExecutor, TimeoutError


def job(a, b=0):
    time.sleep(a / 10)
    if a == 7:
        raise KeyError(a)
    print('job', a, b)
    return a + b


with ThreadPoolExecutor(3) as pool:
    print(list(pool.map(job, [3, 2, 1], [10, 20, 30, 40])))
    results = pool.map(job, [1, 4], timeout=0.25)
    try:
        for r in results:
            print('result', r)
    except TimeoutError as e:
        print('late', repr(e))
    print(list(results))
with ThreadPoolExecutor(1) as pool:
    try:
        for r in pool.map(job, [1, 7, 2, 3]):
            print('result', r)
    except KeyError as e:
        print('KeyError', e)
with ThreadPoolExecutor(1) as pool:
    it = pool.map(job, [1, 2, 3])
    print(next(it))
    it.close()
    print('closed', list(it))
print('end')

#@ 0.1s
#> job 1 30
#@ 0.2s
#> job 2 20
#@ 0.3s
#> job 3 10
#> [13, 22, 31]
#@ 0.4s
#> job 1 0
#> result 1
#@ 0.55s
#> late TimeoutError()
#> []
#@ 0.7s
#> job 4 0
#@ 0.8s
#> job 1 0
#> result 1
#@ 1.5s
#> KeyError 7
#@ 1.7s
#> job 2 0
#@ 1.8s
#> job 1 0
#> 1
#> closed []
#@ 2s
#> job 2 0
#> end
#= ok
