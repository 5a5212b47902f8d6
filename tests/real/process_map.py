# Six jobs in two processes.
import time
from concurrent.futures import ProcessPoolExecutor

def job(n):
    cpu(0.2)
    return n

def main():
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(job, range(2)))
        begin = time.perf_counter()
        list(pool.map(job, range(6)))
        print(f"six jobs: {time.perf_counter() - begin:.4f}")

if __name__ == "__main__":
    main()
