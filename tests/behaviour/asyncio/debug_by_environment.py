# os.environ['PYTHONASYNCIODEBUG'] is asked when a loop is made, and debug= goes before it
import asyncio
import os


async def main():
    print(asyncio.get_running_loop().get_debug())


asyncio.run(main())
before = asyncio.new_event_loop()
os.environ['PYTHONASYNCIODEBUG'] = '1'
print(before.get_debug(), asyncio.new_event_loop().get_debug())
asyncio.run(main())
asyncio.run(main(), debug=None)
asyncio.run(main(), debug=False)
with asyncio.Runner() as runner:
    runner.run(main())
with asyncio.Runner(debug=False) as runner:
    runner.run(main())
asyncio.run(main(), loop_factory=asyncio.new_event_loop)
os.environ['PYTHONASYNCIODEBUG'] = '0'
asyncio.run(main())
os.environ['PYTHONASYNCIODEBUG'] = ''
asyncio.run(main())
asyncio.run(main(), debug=True)
del os.environ['PYTHONASYNCIODEBUG']
asyncio.run(main())
os.environ.update(PYTHONASYNCIODEBUG='yes')
asyncio.run(main())

#> False
#> False True
#> True
#> True
#> False
#> True
#> False
#> True
#> True
#> False
#> True
#> False
#> True
#= ok
