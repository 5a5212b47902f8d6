# A pool forks its workers at the first job: later changes are not seen there, nor theirs here
import multiprocessing as mp
import random
from concurrent.futures import ProcessPoolExecutor

state = 'made'

class Settings:
    level = 1

def look():
    return state, Settings.level

def change(x):
    global state
    state = x
    Settings.level += 1
    return look()

def draw(_):
    return random.random()

if __name__ == '__main__':
    with ProcessPoolExecutor(1) as pool:
        state = 'before the first job'
        Settings.level = 2
        print(pool.submit(look).result())
        state = 'after it'
        Settings.level = 3
        print(pool.submit(look).result())
        print(pool.submit(change, 'by the worker').result(), look())
        print(pool.submit(look).result())
    pool = mp.Pool(1)
    state = 'after the making of a Pool'
    print(pool.apply(look))
    pool.terminate()
    random.seed(1)
    mine = random.random()
    random.seed(1)
    with ProcessPoolExecutor(2) as pool:
        theirs = list(pool.map(draw, range(4)))
    print(mine not in theirs, len(set(theirs)), random.random() == mine)

#> ('before the first job', 2)
#> ('before the first job', 2)
#> ('by the worker', 3) ('after it', 3)
#> ('by the worker', 3)
#> ('after it', 3)
#> True 4 True
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
