# what talks to the world outside says what to use instead
import asyncio


async def main():
    for name in ('open_connection', 'start_server', 'create_subprocess_exec'):
        try:
            await getattr(asyncio, name)('somewhere', 80)
        except NotImplementedError as error:
            print(str(error).split(':')[0])


asyncio.run(main())

#> streams are not simulated
#> streams are not simulated
#> subprocesses are not simulated
#= ok
#- not compared: CPython would go out
