# What a process raises is reported there; a pool whose worker cannot be given its job breaks
import multiprocessing as mp
import sys
from concurrent.futures import ProcessPoolExecutor

def bad():
    raise ValueError('oops')

def init():
    raise RuntimeError('no start')

if __name__ == '__main__':
    p = mp.Process(target=bad)
    p.start()
    p.join()
    print(p.exitcode)
    p = mp.Process(target=sys.exit, args=('words',))
    p.start()
    p.join()
    print(p.exitcode)
    with ProcessPoolExecutor(1, initializer=init) as pool:
        try:
            pool.submit(print).result()
        except Exception as e:
            print(type(e).__name__, e)
    with ProcessPoolExecutor(1) as pool:
        pool.submit(int).result()
        def late():
            return 1
        try:
            pool.submit(late).result()
        except Exception as e:
            print(type(e).__name__, e)
    for make in (lambda: ProcessPoolExecutor(0), lambda: mp.Pool(0), lambda: mp.get_context('x')):
        try:
            make()
        except Exception as e:
            print(type(e).__name__, e)
    p = mp.Process(target=bad)
    try:
        p.join()
    except AssertionError as e:
        print(e)
    print(p.is_alive(), p.exitcode, p.pid, p.daemon)

#> 1
#> 1
#> BrokenProcessPool A process in the process pool was terminated abruptly while the future was running or pending.
#> BrokenProcessPool A process in the process pool was terminated abruptly while the future was running or pending.
#> ValueError max_workers must be greater than 0
#> ValueError Number of processes must be at least 1
#> ValueError cannot find context for 'x'
#> can only join a started process
#> False None None False
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
