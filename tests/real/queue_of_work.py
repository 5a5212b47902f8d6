# One produces every 50 ms, two consume for 150 ms each: the consumers are the bottleneck.
import queue, threading, time

items = queue.Queue(maxsize=2)

def produce():
    for n in range(8):
        time.sleep(0.05)
        items.put(n)
    items.put(None)
    items.put(None)

def consume():
    while items.get() is not None:
        time.sleep(0.15)

begin = time.perf_counter()
threads = [threading.Thread(target=f) for f in (produce, consume, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"eight items: {time.perf_counter() - begin:.4f}")
