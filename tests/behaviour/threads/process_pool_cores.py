# Four workers on cores of their own compute at once: what each is given is a copy
import time
from concurrent.futures import ProcessPoolExecutor

seen = []

def job(n):
    seen.append(n)
    cpu(0.25)
    return n, seen

if __name__ == '__main__':
    start = time.monotonic()
    with ProcessPoolExecutor(1) as pool:
        print(list(pool.map(job, range(3))), seen)
    print(time.monotonic() - start)

#@ 0.75s
#> [(0, [0]), (1, [0, 1]), (2, [0, 1, 2])] []
#> 0.75
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
