# The modules inside asyncio have the names that it has itself
import asyncio
import asyncio.locks
import asyncio.threads as threads
from asyncio import events, exceptions, queues, runners, tasks
from asyncio.queues import PriorityQueue
from asyncio.timeouts import timeout

print(queues.Queue is asyncio.Queue, PriorityQueue is asyncio.PriorityQueue, asyncio.locks.Lock is asyncio.Lock)
print(tasks.Task is asyncio.Task, exceptions.CancelledError is asyncio.CancelledError, timeout is asyncio.timeout)
print(runners.run is asyncio.run, events.get_running_loop is asyncio.get_running_loop, threads.to_thread.__name__)

#> True True True
#> True True True
#> True True to_thread
#= ok
