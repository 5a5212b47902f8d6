# The methods of asyncio's classes cannot be replaced, which the error says; those of a derived class can
import asyncio


async def put(self, item):
    print('put', item)


for name, value in (('put', put), ('__aenter__', None)):
    try:
        setattr(asyncio.Queue, name, value)
    except TypeError as error:
        print(error)


class Own(asyncio.Queue):
    put = put


asyncio.run(Own().put(1))

#> cannot set 'put' attribute of type 'Queue': what asyncio's classes do is not replaced here; derive a class from it
#> cannot set '__aenter__' attribute of type 'Queue': what asyncio's classes do is not replaced here; derive a class from it
#> put 1
#= ok
#- not compared: CPython lets anybody replace them
