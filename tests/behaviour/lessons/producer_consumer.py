# producers and consumers, with sentinels and with task_done; logging tells who does what
import asyncio
import logging
import random
import sys

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)-7s %(name)s: %(message)s")


async def produce(queue, name, count):
    log = logging.getLogger(f"producer.{name}")
    for number in range(count):
        await asyncio.sleep(random.uniform(0.1, 0.5))
        await queue.put(f"{name}{number}")
        log.info("put %s%d, %d in all", name, number, queue.qsize())
    log.debug("not seen at this level")


async def consume(queue, name, eaten):
    log = logging.getLogger(f"consumer.{name}")
    while (item := await queue.get()) is not None:
        await asyncio.sleep(random.uniform(0.2, 0.6))
        eaten.setdefault(name, []).append(item)
        queue.task_done()
    log.warning("%s goes home", name)
    queue.task_done()


async def main():
    random.seed(42)
    queue, eaten = asyncio.Queue(maxsize=3), {}
    consumers = [asyncio.create_task(consume(queue, name, eaten)) for name in "xy"]
    await asyncio.gather(*(produce(queue, name, 4) for name in "abc"))
    await queue.join()
    for _ in consumers:
        await queue.put(None)
    await asyncio.gather(*consumers)
    for name, items in sorted(eaten.items()):
        print(name, len(items), ", ".join(items))


asyncio.run(main())

#@ 0.110004302s
#> INFO    producer.b: put b0, 1 in all
#@ 0.210011727s
#> INFO    producer.c: put c0, 1 in all
#@ 0.299288597s
#> INFO    producer.b: put b1, 1 in all
#@ 0.355770719s
#> INFO    producer.a: put a0, 2 in all
#@ 0.43406413s
#> INFO    producer.b: put b2, 3 in all
#@ 0.604592788s
#> INFO    producer.b: put b3, 3 in all
#@ 0.766883554s
#> INFO    producer.c: put c1, 3 in all
#@ 0.892047978s
#> INFO    producer.a: put a1, 3 in all
#@ 1.169025669s
#> INFO    producer.c: put c2, 3 in all
#@ 1.252001753s
#> INFO    producer.a: put a2, 3 in all
#@ 1.587002261s
#> INFO    producer.c: put c3, 3 in all
#@ 1.675773936s
#> INFO    producer.a: put a3, 3 in all
#@ 2.531049323s
#> WARNING consumer.x: x goes home
#> WARNING consumer.y: y goes home
#> x 6 b0, b1, b2, c1, c2, c3
#> y 6 c0, a0, b3, a1, a2, a3
#= ok
