# A job that waits for a lock that nobody will give back.
import asyncio
import threading

lock = threading.Lock()


async def main():
    await asyncio.to_thread(lock.acquire)
    print('taken')
    await asyncio.to_thread(lock.acquire)


asyncio.run(main())

#> taken
#= deadlock
#- it would wait for ever
