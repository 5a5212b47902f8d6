# who waits for a lock gets it when it is given back
import threading
import time

lock = threading.Lock()


def work(name, before):
    time.sleep(before)
    print(name, 'wants it')
    with lock:
        print(name, 'has it')
        time.sleep(0.3)
        print(name, 'gives it back')


threads = [threading.Thread(target=work, args=(n, 0.1 * i)) for i, n in enumerate('abc')]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('end')

#> a wants it
#> a has it
#@ 0.1s
#> b wants it
#@ 0.2s
#> c wants it
#@ 0.3s
#> a gives it back
#> b has it
#@ 0.6s
#> b gives it back
#> c has it
#@ 0.9s
#> c gives it back
#> end
#= ok
#! none
#- not compared: the reference has one thread
