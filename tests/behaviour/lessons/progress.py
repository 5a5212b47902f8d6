# a bar of progress beside the work, by callbacks of tasks and by as_completed
import asyncio
import time


def bar(done, total, width=20):
    full = width * done // total
    return "[" + "#" * full + "." * (width - full) + f"] {done}/{total} {done / total:6.1%}"


async def job(number):
    await asyncio.sleep((number * 7 % 5 + 1) / 10)
    if number == 4:
        raise RuntimeError(f"job {number}")
    return number * number


async def report(tasks):
    while not all(task.done() for task in tasks):
        print(f"{time.monotonic() - begin:.2f}", bar(sum(task.done() for task in tasks), len(tasks)))
        await asyncio.sleep(0.25)
    print(f"{time.monotonic() - begin:.2f}", bar(len(tasks), len(tasks)))


begin = time.monotonic()


async def main():
    ended = []
    tasks = [asyncio.create_task(job(n), name=f"job-{n}") for n in range(8)]
    for task in tasks:
        task.add_done_callback(lambda task: ended.append(task.get_name()))
    reporter = asyncio.create_task(report(tasks))
    for next_done in asyncio.as_completed(tasks):
        try:
            print("result", await next_done)
        except RuntimeError as error:
            print("failed", error)
    await reporter
    print(ended)


asyncio.run(main())

#> 0.00 [....................] 0/8   0.0%
#@ 0.1s
#> result 0
#> result 25
#@ 0.2s
#> result 9
#@ 0.25s
#> 0.25 [#######.............] 3/8  37.5%
#@ 0.3s
#> result 1
#> result 36
#@ 0.4s
#> failed job 4
#@ 0.5s
#> 0.50 [####################] 8/8 100.0%
#> result 4
#> result 49
#> ['job-0', 'job-5', 'job-3', 'job-1', 'job-6', 'job-4', 'job-2', 'job-7']
#= ok
