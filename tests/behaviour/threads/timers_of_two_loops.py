import asyncio, threading, time
# Each of two loops in two threads: a timer that falls due while its loop is busy comes
# behind what the busy callback schedules, whoever else looks at the clock meanwhile.
def busy(name, first, hold):
    async def main():
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        def late():
            print(name, 'timer')
            done.set_result(None)
        def soon():
            print(name, 'soon')
        def block():
            time.sleep(hold)
            loop.call_soon(soon)
        loop.call_later(first + hold / 2, late)
        loop.call_later(first, block)
        await done
    asyncio.run(main())
def ticking():
    async def main():
        for _ in range(8):
            await asyncio.sleep(0.05)
    asyncio.run(main())
threads = [threading.Thread(target=ticking), threading.Thread(target=busy, args=('b', 0.1, 0.11))]
for t in threads: t.start()
for t in threads: t.join()
print('cancelled')
def cancels():
    async def main():
        loop = asyncio.get_running_loop()
        task = asyncio.create_task(asyncio.sleep(0.1, 'slept'))
        handle = loop.call_later(0.1, print, 'rang in spite of all')
        await asyncio.sleep(0)
        time.sleep(0.2)
        handle.cancel()
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print('cancelled in time', task.cancelled())
    asyncio.run(main())
threads = [threading.Thread(target=ticking), threading.Thread(target=cancels)]
for t in threads: t.start()
for t in threads: t.join()

#@ 0.21s
#> b soon
#> b timer
#@ 0.4s
#> cancelled
#@ 0.6s
#> cancelled in time True
#= ok
#- not compared: the reference has one thread
