# dining philosophers: each takes the lower fork first
import threading
import time

forks = [threading.Lock() for _ in range(5)]


def philosopher(n):
    first, second = sorted((n, (n + 1) % 5))
    time.sleep(0.01 * n)
    with forks[first]:
        time.sleep(0.1)
        with forks[second]:
            print(n, 'eats')
            time.sleep(0.2)
    print(n, 'thinks')


threads = [threading.Thread(target=philosopher, args=(n,)) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()

#@ 0.13s
#> 3 eats
#@ 0.33s
#> 3 thinks
#> 2 eats
#@ 0.53s
#> 2 thinks
#> 1 eats
#@ 0.73s
#> 1 thinks
#> 0 eats
#@ 0.93s
#> 0 thinks
#@ 1.03s
#> 4 eats
#@ 1.23s
#> 4 thinks
#= ok
#! none
#- not compared: the reference has one thread
