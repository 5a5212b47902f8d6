# a class that overrides where a Queue keeps its items
import queue
import threading


class Unique(queue.Queue):
    def _init(self, maxsize):
        self.queue = set()

    def _put(self, item):
        self.queue.add(item)

    def _get(self):
        return self.queue.pop()


q = Unique(3)
for i in (1, 1, 2, 2):
    q.put(i)
print(q.qsize(), q.full())
print(sorted((q.get(), q.get())))


class Counted(queue.Queue):
    def put(self, *args, **kwargs):
        super().put(*args, **kwargs)
        self.puts = getattr(self, 'puts', 0) + 1


c = Counted()
t = threading.Thread(target=lambda: [c.put(i) for i in range(3)])
t.start()
print(c.get(), c.get(), c.get())
t.join()
print(c.puts)

#> 2 False
#> [1, 2]
#> 0 1 2
#> 3
#= ok
#! none
#- not compared: the reference has one thread
