# what talks to the world outside says what to use instead
import asyncio


def attempt(what):
    try:
        what()
    except NotImplementedError as error:
        print(str(error).split(':')[0])


def derive():
    class Mine(asyncio.Protocol):
        pass


async def read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    try:
        print(asyncio.IncompleteReadError, asyncio.LimitOverrunError)
    except asyncio.IncompleteReadError:
        pass


async def main():
    for name in ('open_connection', 'start_server', 'create_subprocess_exec', 'StreamReader', 'Protocol', 'Server',
                 'get_child_watcher', '_enter_task'):
        attempt(lambda: getattr(asyncio, name)('somewhere', 80))
    loop = asyncio.get_running_loop()
    for name in ('add_reader', 'sock_recv', 'add_signal_handler', 'create_server', 'subprocess_exec'):
        attempt(lambda: getattr(loop, name)(1, print))
    attempt(derive)
    await read(None, None)


asyncio.run(main())

#> streams are not simulated
#> streams are not simulated
#> subprocesses are not simulated
#> streams are not simulated
#> transports and protocols are not simulated
#> streams are not simulated
#> child watchers are not simulated
#> asyncio's own registers are not simulated
#> sockets are not simulated
#> sockets are not simulated
#> signals are not simulated
#> transports and protocols are not simulated
#> subprocesses are not simulated
#> transports and protocols are not simulated
#> <class 'asyncio.exceptions.IncompleteReadError'> <class 'asyncio.exceptions.LimitOverrunError'>
#= ok
#- not compared: CPython would go out
