import time
from multiprocessing import Barrier, Condition, Process, SimpleQueue, Value


def consumer(condition, shared, n):
    with condition:
        while not shared.value:
            condition.wait()
        shared.value -= 1
        print('consumer', n, 'leaves', shared.value)


def producer(condition, shared):
    for _ in range(2):
        time.sleep(0.1)
        with condition:
            shared.value += 1
            condition.notify()


def phases(barrier, n, answers):
    time.sleep(0.1 * n)
    barrier.wait()
    answers.put(n)
    barrier.wait()
    if n == 0:
        print('all have answered')


if __name__ == '__main__':
    condition, shared = Condition(), Value('i', 0)
    workers = [Process(target=consumer, args=(condition, shared, n)) for n in range(1)]
    workers += [Process(target=producer, args=(condition, shared))]
    for worker in workers:
        worker.start()
    with condition:
        print(condition.wait_for(lambda: shared.value > 0, timeout=5))
    for worker in workers:
        worker.join()
    print(shared.value)

    barrier, answers = Barrier(3), SimpleQueue()
    workers = [Process(target=phases, args=(barrier, n, answers)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(sorted(answers.get() for _ in workers), barrier.parties, barrier.n_waiting, barrier.broken)

    for wrong in (condition.wait, condition.notify, condition.notify_all):
        try:
            wrong()
        except (AssertionError, RuntimeError) as error:
            print(type(error).__name__, error)
    with condition:
        print(condition.wait(0.05))
    lonely = Barrier(2, timeout=0.05)
    try:
        lonely.wait()
    except Exception as error:
        print(type(error).__name__, lonely.broken)

#@ 0.1s
#> True
#@ 0.2s
#> consumer 0 leaves 1
#> 1
#@ 0.4s
#> all have answered
#> [0, 1, 2] 3 0 False
#> AssertionError must acquire() condition before using wait()
#> AssertionError lock is not owned
#> AssertionError lock is not owned
#@ 0.45s
#> False
#@ 0.5s
#> BrokenBarrierError True
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
