# Four threads compute under one GIL: as long as one after the other.
import threading, time

begin = time.perf_counter()
threads = [threading.Thread(target=cpu, args=(0.25,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"all: {time.perf_counter() - begin:.4f}")
