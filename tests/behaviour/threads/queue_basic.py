# Queue, LifoQueue, PriorityQueue, SimpleQueue: orders, sizes, refusals
import queue

q = queue.Queue(maxsize=2)
print(q.empty(), q.full(), q.qsize(), q.maxsize)
q.put('a')
q.put_nowait('b')
print(q.full(), q.qsize(), list(q.queue))
for wrong in (lambda: q.put('c', block=False), lambda: q.put_nowait('c'),
              lambda: q.put('c', timeout=0.1), lambda: q.put('c', timeout=-1)):
    try:
        wrong()
    except (queue.Full, ValueError) as e:
        print(repr(e))
print(q.get(), q.get(False))
for wrong in (lambda: q.get(block=False), q.get_nowait,
              lambda: q.get(timeout=0.1), lambda: q.get(timeout=-1)):
    try:
        wrong()
    except (queue.Empty, ValueError) as e:
        print(repr(e))
print(q.unfinished_tasks)
q.task_done()
q.task_done()
try:
    q.task_done()
except ValueError as e:
    print(e)
q.join()
for kind in (queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue):
    q = kind()
    for item in (5, 1, 4, 2, 3):
        q.put(item)
    print(kind.__name__, q.qsize(), [q.get() for _ in range(5)], q.empty())
q = queue.PriorityQueue()
q.put((1, 'x'))
try:
    q.put((1, None))
except TypeError as e:
    print(e)
s = queue.SimpleQueue()
try:
    s.get(timeout=-1)
except ValueError as e:
    print(e)
try:
    s.get_nowait()
except queue.Empty:
    print('empty')
print(queue.Empty, queue.Full, queue.ShutDown, queue.Queue[int])

#> True False 0 2
#> True 2 ['a', 'b']
#> Full()
#> Full()
#@ 0.1s
#> Full()
#> ValueError("'timeout' must be a non-negative number")
#> a b
#> Empty()
#> Empty()
#@ 0.2s
#> Empty()
#> ValueError("'timeout' must be a non-negative number")
#> 2
#> task_done() called too many times
#> LifoQueue 5 [3, 2, 4, 1, 5] True
#> PriorityQueue 5 [1, 2, 3, 4, 5] True
#> SimpleQueue 5 [5, 1, 4, 2, 3] True
#> '<' not supported between instances of 'NoneType' and 'str'
#> 'timeout' must be a non-negative number
#> empty
#> <class '_queue.Empty'> <class 'queue.Full'> <class 'queue.ShutDown'> queue.Queue[int]
#= ok
#! none
#- not compared: the reference has one thread
