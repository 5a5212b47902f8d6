# names, counting and looking at threads
import threading
import time


def work():
    time.sleep(0.2)


a = threading.Thread(target=work)
b = threading.Thread(target=work, name='B')
c = threading.Thread(target=lambda: work())
print(a.name, b.name, c.name, a.ident, a.native_id)
print(threading.current_thread() is threading.main_thread(), threading.main_thread().name)
a.start()
b.start()
print(threading.active_count(), [t.name for t in threading.enumerate()])
a.name = 'renamed'
print(a.name, a.getName(), a.ident != b.ident, a.isDaemon())
print(threading.get_ident() == threading.main_thread().ident)
a.join()
b.join()
print(threading.active_count(), a.is_alive(), a.ident is not None)
print(threading.TIMEOUT_MAX, threading.stack_size(), threading.ThreadError)

#> Thread-1 (work) B Thread-2 (<lambda>) None None
#> True MainThread
#> 3 ['MainThread', 'Thread-1 (work)', 'B']
#> renamed renamed True False
#> True
#@ 0.2s
#> 1 False True
#> 9223372036.0 0 <class 'RuntimeError'>
#= ok
#! none
#- not compared: the reference has one thread
