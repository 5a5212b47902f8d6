import io
import queue
import threading
from multiprocessing import Process

# What threads share a forked process has copies of, as they are at that moment.

lock = threading.Lock()
recursive = threading.RLock()
event = threading.Event()
semaphore = threading.Semaphore(2)
condition = threading.Condition()
barrier = threading.Barrier(2, timeout=1)
items = queue.Queue(3)
best = queue.PriorityQueue()
simple = queue.SimpleQueue()
text = io.StringIO()


class Named(queue.Queue):
    def __init__(self, name):
        super().__init__()
        self.name = name


named = Named('a')


def show(who):
    print(who, lock.locked(), event.is_set(), semaphore._value, items.qsize(), best.qsize(),
          simple.qsize(), repr(text.getvalue()), named.name, named.qsize(), barrier.parties)


def child():
    show('child')
    print(lock.acquire(blocking=False))
    event.set()
    semaphore.acquire()
    items.put('from the child')
    print(items.get(), items.get(), best.get())
    simple.put(1)
    text.write(' and the child')
    named.name = 'b'
    named.put(1)
    with condition:
        condition.notify_all()
    with recursive:
        print('recursive')

    def meet():
        print('meets', barrier.wait() < 2)

    thread = threading.Thread(target=meet)
    thread.start()
    meet()
    thread.join()
    show('child')


lock.acquire()
items.put('first')
best.put(3)
best.put(2)
text.write('parent')
process = Process(target=child)
process.start()
process.join()
show('parent')
lock.release()
process = Process(target=show, args=('free child',))
process.start()
process.join()

#@ 0s
#> child True False 2 1 2 0 'parent' a 0 2
#> False
#> first from the child 2
#> recursive
#> meets True
#> meets True
#> child True True 1 0 1 1 'parent and the child' b 1 2
#> parent True False 2 1 2 0 'parent' a 0 2
#> free child False False 2 1 2 0 'parent' a 0 2
#= ok
#- not compared: the reference has one process
