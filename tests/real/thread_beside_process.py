# A thread and a process compute at the same time, each under a GIL of its own.
import multiprocessing, threading, time

def main():
    begin = time.perf_counter()
    thread = threading.Thread(target=cpu, args=(0.4,))
    process = multiprocessing.Process(target=cpu, args=(0.4,))
    process.start()
    thread.start()
    thread.join()
    process.join()
    print(f"both: {time.perf_counter() - begin:.4f}")

if __name__ == "__main__":
    main()
