# jobs by priority and time: the more urgent goes first, a repeated one comes again
import asyncio
import heapq
import itertools
from enum import IntEnum, auto


class Urgency(IntEnum):
    HIGH = auto()
    NORMAL = auto()
    LOW = auto()


class Scheduler:
    def __init__(self):
        self.loop = asyncio.get_running_loop()
        self.begin = self.loop.time()
        self.heap = []
        self.order = itertools.count()
        self.changed = asyncio.Event()

    def add(self, delay, name, urgency=Urgency.NORMAL, every=None, times=1):
        due = self.loop.time() + delay
        heapq.heappush(self.heap, (due, urgency, next(self.order), name, every, times))
        self.changed.set()

    async def run(self):
        while self.heap:
            due, urgency, _, name, every, times = self.heap[0]
            wait = due - self.loop.time()
            if wait > 1e-9:
                self.changed.clear()
                try:
                    await asyncio.wait_for(self.changed.wait(), wait)
                    print("  something new")
                except TimeoutError:
                    pass
                continue
            heapq.heappop(self.heap)
            print(f"{self.loop.time() - self.begin:.1f} {name} ({urgency.name})")
            await asyncio.sleep(0.1)
            if every and times > 1:
                self.add(every, name, urgency, every, times - 1)


async def main():
    scheduler = Scheduler()
    scheduler.add(1.0, "report", Urgency.LOW)
    scheduler.add(1.0, "alarm", Urgency.HIGH)
    scheduler.add(0.5, "beat", every=0.5, times=3)
    running = asyncio.create_task(scheduler.run())
    await asyncio.sleep(0.2)
    scheduler.add(0.1, "surprise")
    await running
    print("done at", round(scheduler.loop.time() - scheduler.begin, 1))


asyncio.run(main())

#@ 0.2s
#>   something new
#@ 0.3s
#> 0.3 surprise (NORMAL)
#@ 0.5s
#> 0.5 beat (NORMAL)
#@ 1s
#> 1.0 alarm (HIGH)
#@ 1.1s
#> 1.1 report (LOW)
#@ 1.2s
#> 1.2 beat (NORMAL)
#@ 1.8s
#> 1.8 beat (NORMAL)
#@ 1.9s
#> done at 1.9
#= ok
