# Values, arrays and pipes are between the processes; what is closed everywhere is at its end
import multiprocessing as mp
import threading

def inc(v, arr):
    with v.get_lock():
        v.value += 1
    arr[0] += 1

def echo(mine, other):
    mine.close()
    while True:
        try:
            x = other.recv()
        except EOFError:
            break
        other.send(x * 2)
    print('eof')

if __name__ == '__main__':
    v = mp.Value('i', 0)
    arr = mp.Array('d', [1, 2, 3])
    ps = [mp.Process(target=inc, args=(v, arr)) for _ in range(4)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print(v.value, arr[:], v, len(arr))
    a, b = mp.Pipe()
    p = mp.Process(target=echo, args=(a, b))
    p.start()
    b.close()
    a.send(21)
    print(a.recv())
    a.close()
    p.join()
    print(p.exitcode)
    print(mp.Lock(), mp.RLock(), mp.Semaphore(3), mp.BoundedSemaphore(2))
    s = mp.SimpleQueue()
    for bad in (lambda: 0, threading.Lock(), mp.Lock(), s, (i for i in [])):
        try:
            s.put(bad)
        except Exception as e:
            print(type(e).__name__, str(e).split(' at 0x')[0])

#> 4 [5.0, 2.0, 3.0] <Synchronized wrapper for c_int(4)> 3
#> 42
#> eof
#> 0
#> <Lock(owner=None)> <RLock(None, 0)> <Semaphore(value=3)> <BoundedSemaphore(value=2, maxvalue=2)>
#> PicklingError Can't pickle <function <lambda>
#> TypeError cannot pickle '_thread.lock' object
#> RuntimeError Lock objects should only be shared between processes through inheritance
#> RuntimeError SimpleQueue objects should only be shared between processes through inheritance
#> TypeError cannot pickle 'generator' object
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
