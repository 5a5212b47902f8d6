# a record knows its process, thread and task
import asyncio, logging, multiprocessing, sys, threading
from concurrent.futures import ProcessPoolExecutor

logging.basicConfig(level=logging.INFO, stream=sys.stdout,
                    format='%(processName)s %(threadName)s %(taskName)s: %(message)s')

def work(number):
    logging.info('work %d', number)
    sys.stdout.flush()
    return number

def main_of(name):
    logging.info('in %s', name)
    sys.stdout.flush()

async def main():
    logging.info('begin')
    sys.stdout.flush()
    with ProcessPoolExecutor(1) as pool:
        print(await asyncio.get_running_loop().run_in_executor(pool, work, 1), flush=True)
    await asyncio.to_thread(logging.info, 'elsewhere')
    threading.Thread(target=work, args=(2,), name='own').start()
    process = multiprocessing.Process(target=main_of, args=('child',), name='P')
    sys.stdout.flush()
    process.start()
    process.join()

if __name__ == '__main__':
    asyncio.run(main())

#> MainProcess MainThread Task-1: begin
#> ForkProcess-1 MainThread None: work 1
#> 1
#> MainProcess asyncio_0 None: elsewhere
#> MainProcess own None: work 2
#> P MainThread None: in child
#= ok
#- processes are forked for real by CPython, whose clock the recorder cannot turn
