# Processes: subclasses, exit statuses, a lock between them, daemons, and who is waited for at the end
import multiprocessing as mp
import os
import time

counter = 0
class A:
    total = 5
    def __init__(self):
        self.x = [1]
a = A()

class Sub(mp.Process):
    def __init__(self, n):
        super().__init__()
        self.n = n
    def run(self):
        print('sub', self.n, self.name, mp.current_process() is self)
        self.n += 1

def work(n, q):
    global counter
    counter += n
    a.x.append(n)
    A.total += 1
    print('child', n, counter, a.x, A.total, mp.current_process().name)
    q.put((n, a.x, A, work, {'k': {1, 2}}))

def quit():
    raise SystemExit(7)

def locked(lock, i):
    with lock:
        print('in', i)
        time.sleep(0.1)
        print('out', i)

def late():
    time.sleep(0.2)
    print('late')

if __name__ == '__main__':
    q = mp.Queue()
    ps = [mp.Process(target=work, args=(i, q)) for i in range(1, 4)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print(counter, a.x, A.total)
    for _ in ps:
        r = q.get()
        print(r[0], r[1], r[2] is A, r[3] is work, r[4])
    s = Sub(5)
    s.start()
    s.join()
    print(s.n, s.exitcode)
    s = mp.Process(target=quit)
    s.start()
    s.join()
    print(s.exitcode)
    s = mp.Process(target=os._exit, args=(9,))
    s.start()
    s.join()
    print(s.exitcode)
    p = mp.Process(target=time.sleep, args=(10,))
    p.start()
    time.sleep(0.1)
    p.terminate()
    p.join()
    print(p.exitcode, p.is_alive(), mp.active_children())
    lock = mp.Lock()
    ps = [mp.Process(target=locked, args=(lock, i)) for i in range(2)]
    for p in ps:
        p.start()
        time.sleep(0.03)
    for p in ps:
        p.join()
    mp.Process(target=time.sleep, args=(100,), daemon=True).start()
    mp.Process(target=late).start()
    print('end')

#> child 1 1 [1, 1] 6 Process-1
#> child 2 2 [1, 2] 6 Process-2
#> child 3 3 [1, 3] 6 Process-3
#> 0 [1] 5
#> 1 [1, 1] True True {'k': {1, 2}}
#> 2 [1, 2] True True {'k': {1, 2}}
#> 3 [1, 3] True True {'k': {1, 2}}
#> sub 5 Sub-4 True
#> 5 0
#> 7
#> 9
#@ 0.1s
#> -15 False []
#> in 0
#@ 0.2s
#> out 0
#> in 1
#@ 0.3s
#> out 1
#> end
#@ 0.5s
#> late
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
