# to_thread() takes the context along, run_in_executor() and Thread do not
import asyncio
import contextvars
import threading

user = contextvars.ContextVar('user', default='nobody')


def change(value):
    before = user.get()
    user.set(value)
    return before, user.get()


async def threadsafe():
    return user.get()


async def main():
    user.set('main')
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(change, 'thread'), user.get())
    print(await asyncio.to_thread(change, value='again'))
    print(await loop.run_in_executor(None, user.get))
    context = contextvars.copy_context()
    print(await loop.run_in_executor(None, context.run, change, 'inside'), context[user])

    def work():
        print('thread', change('own'))
        future = asyncio.run_coroutine_threadsafe(threadsafe(), loop)
        print('coroutine', future.result())
        loop.call_soon_threadsafe(lambda: print('callback', user.get()))

    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(0.1)
    print(user.get())


asyncio.run(main())
print(user.get())

#> ('main', 'thread') main
#> ('main', 'again')
#> nobody
#> ('main', 'inside') inside
#> thread ('nobody', 'own')
#> coroutine own
#> callback own
#@ 0.1s
#> main
#> nobody
#= ok
#- not compared: the reference has one thread
