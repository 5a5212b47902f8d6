# the end of the program does not wait for daemons, and nothing more of them runs
import threading
import time


def ticker():
    try:
        while True:
            print('tick')
            time.sleep(0.3)
    finally:
        print('never said')


def slow():
    time.sleep(1)
    print('the last one')


threading.Thread(target=ticker, daemon=True).start()
t = threading.Thread(target=slow)
print(t.daemon, threading.current_thread().daemon)
t.start()
print('main is over')

#> tick
#> False False
#> main is over
#@ 0.3s
#> tick
#@ 0.6s
#> tick
#@ 0.9s
#> tick
#@ 1s
#> the last one
#= ok
#! none
#- not compared: the reference has one thread
