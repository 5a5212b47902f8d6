# A child that waits for what its parent never sends ends in a deadlock
import multiprocessing as mp

def child(q):
    print(q.get())

if __name__ == '__main__':
    q = mp.Queue()
    p = mp.Process(target=child, args=(q,))
    p.start()
    p.join()

#= deadlock
#- CPython waits for ever
