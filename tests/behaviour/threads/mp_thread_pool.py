import threading
import time
from multiprocessing.pool import ThreadPool

shared = []


def work(n):
    time.sleep(0.1 * n)
    shared.append(n)
    return n * n


def fail(n):
    raise ValueError(n)


if __name__ == '__main__':
    with ThreadPool(2) as pool:
        print(pool.map(work, [2, 1, 3]), shared, type(pool).__name__)
        print(pool.starmap(lambda a, b: a + b, [(1, 2), (3, 4)]))
        print(pool.apply(work, (1,)), shared is pool.apply(lambda: shared))
        result = pool.apply_async(work, (2,), callback=lambda value: print('callback', value))
        print(result.get(), result.successful())
        print(list(pool.imap(work, [2, 1])), sorted(pool.imap_unordered(work, [2, 1])))
        try:
            pool.map(fail, [1])
        except ValueError as error:
            print(repr(error), error.__cause__)
        print(pool.apply(lambda: threading.current_thread().daemon))
    try:
        pool.map(work, [1])
    except ValueError as error:
        print(error)

    pool = ThreadPool(3, initializer=lambda name: shared.append(name), initargs=('x',))
    pool.map(work, [0])
    pool.close()
    pool.join()
    print(sorted(map(str, shared)), threading.active_count())

#@ 0.4s
#> [4, 1, 9] [1, 2, 3] ThreadPool
#> [3, 7]
#@ 0.5s
#> 1 True
#@ 0.7s
#> callback 4
#> 4 True
#@ 1.1s
#> [4, 1] [1, 4]
#> ValueError(1) None
#> True
#> Pool not running
#> ['0', '1', '1', '1', '1', '2', '2', '2', '2', '3', 'x', 'x', 'x'] 1
#= ok
#- not compared: the reference has one thread
