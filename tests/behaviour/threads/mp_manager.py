import time
from multiprocessing import Manager, Pool, Process


def count(totals, words, lock, name):
    for word in words:
        with lock:
            totals[word] = totals.get(word, 0) + 1
    totals[name] = len(words)


def square(job):
    results, n = job
    results.append(n * n)
    return len(results) > 0


def change(space, counter, nested):
    space.name = 'changed'
    counter.value += 1
    nested['list'].append('child')
    nested['plain'].append('lost')


def feed(queue, ready):
    for i in range(3):
        time.sleep(0.1)
        queue.put(i)
    ready.set()


if __name__ == '__main__':
    with Manager() as manager:
        totals, lock = manager.dict(), manager.Lock()
        words = ['one', 'two', 'one']
        workers = [Process(target=count, args=(totals, words, lock, f'worker {n}')) for n in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        print(sorted(totals.items()), workers[0].name)

        results = manager.list()
        with Pool(2) as pool:
            print(pool.map(square, [(results, n) for n in range(4)]))
        print(sorted(results), len(results), 4 in results)

        space, counter = manager.Namespace(name='first', other=1), manager.Value('i', 1)
        nested = manager.dict(plain=[])
        nested['list'] = manager.list()
        worker = Process(target=change, args=(space, counter, nested))
        worker.start()
        worker.join()
        print(space, space.name, counter.value, counter, nested['list'], nested['plain'])

        queue, ready = manager.Queue(), manager.Event()
        worker = Process(target=feed, args=(queue, ready))
        worker.start()
        print([queue.get() for _ in range(3)], ready.wait(), queue.empty())
        worker.join()

        for wrong in (lambda: totals['nothing'], lambda: results.nothing, lambda: space.nothing,
                      lambda: results[10], lambda: queue.get_nowait(), lambda: counter.nothing):
            try:
                wrong()
            except Exception as error:
                print(type(error).__name__, error)
    try:
        totals['one']
    except Exception as error:
        print(type(error).__name__, error)

#@ 0s
#> [('one', 4), ('two', 2), ('worker 0', 3), ('worker 1', 3)] Process-2
#> [True, True, True, True]
#> [0, 1, 4, 9] 4 True
#> Namespace(name='changed', other=1) changed 2 Value('i', 2) ['child'] []
#@ 0.3s
#> [0, 1, 2] True True
#> KeyError 'nothing'
#> AttributeError 'ListProxy' object has no attribute 'nothing'
#> AttributeError 'Namespace' object has no attribute 'nothing'
#> IndexError list index out of range
#> Empty 
#> AttributeError 'ValueProxy' object has no attribute 'nothing'
#> BrokenPipeError [Errno 32] Broken pipe
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
