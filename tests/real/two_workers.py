# Six blocking jobs for two workers: three rounds.
import time
from concurrent.futures import ThreadPoolExecutor

begin = time.perf_counter()
with ThreadPoolExecutor(2) as pool:
    for _ in range(6):
        pool.submit(time.sleep, 0.1)
print(f"all: {time.perf_counter() - begin:.4f}")
