# threading.local: each thread has its own attributes
import threading
import time

data = threading.local()
data.x = 'main'


def work(n):
    print(n, hasattr(data, 'x'))
    data.x = n
    time.sleep(0.1)
    print(n, data.x, data.__dict__)
    del data.x
    try:
        data.x
    except AttributeError:
        print(n, 'gone')


class Mine(threading.local):
    kind = 'class attribute'

    def __init__(self, start):
        print('made for', threading.current_thread().name, start)
        self.count = start

    def add(self):
        self.count += 1
        return self.count


mine = Mine(10)
print(mine.add(), mine.add())


def counts():
    print(mine.add(), mine.kind)


threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
t = threading.Thread(target=counts, name='other')
t.start()
t.join()
print(data.x, mine.count)
try:
    threading.local(1)
except TypeError as e:
    print(e)

#> made for MainThread 10
#> 11 12
#> 0 False
#> 1 False
#@ 0.1s
#> 0 0 {'x': 0}
#> 0 gone
#> 1 1 {'x': 1}
#> 1 gone
#> made for other 10
#> 11 class attribute
#> main 12
#> Initialization arguments are not supported
#= ok
#! none
#- not compared: the reference has one thread
