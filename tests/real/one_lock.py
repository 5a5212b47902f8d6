# Four threads that hold the same lock for 100 ms each.
import threading, time

lock = threading.Lock()

def work():
    with lock:
        time.sleep(0.1)

begin = time.perf_counter()
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"all: {time.perf_counter() - begin:.4f}")
