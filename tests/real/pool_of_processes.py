# multiprocessing.Pool: six jobs, two at a time.
import multiprocessing, time

def job(n):
    cpu(0.15)
    return n

def main():
    with multiprocessing.Pool(2) as pool:
        pool.map(job, range(2), chunksize=1)
        begin = time.perf_counter()
        pool.map(job, range(6), chunksize=1)
        print(f"six jobs: {time.perf_counter() - begin:.4f}")

if __name__ == "__main__":
    main()
