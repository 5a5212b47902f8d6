# Barrier: nobody goes on before all have come; again and again
import threading
import time

barrier = threading.Barrier(3, action=lambda: print('all here'))


def runner(n):
    for lap in range(2):
        time.sleep(0.1 * (n + 1))
        print('lap', lap, n, 'arrives')
        index = barrier.wait()
        time.sleep(0.01 * index)
        print('lap', lap, n, 'was number', index)


threads = [threading.Thread(target=runner, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(barrier.parties, barrier.n_waiting, barrier.broken)

#@ 0.1s
#> lap 0 0 arrives
#@ 0.2s
#> lap 0 1 arrives
#@ 0.3s
#> lap 0 2 arrives
#> all here
#> lap 0 0 was number 0
#@ 0.31s
#> lap 0 1 was number 1
#@ 0.32s
#> lap 0 2 was number 2
#@ 0.4s
#> lap 1 0 arrives
#@ 0.51s
#> lap 1 1 arrives
#@ 0.62s
#> lap 1 2 arrives
#> all here
#> lap 1 0 was number 0
#@ 0.63s
#> lap 1 1 was number 1
#@ 0.64s
#> lap 1 2 was number 2
#> 3 0 False
#= ok
#! none
#- not compared: the reference has one thread
