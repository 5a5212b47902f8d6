# policies make the loops of run(), Runner and new_event_loop()
import asyncio
print(type(asyncio.get_event_loop_policy()).__name__, asyncio.DefaultEventLoopPolicy)
asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
try: asyncio.set_event_loop_policy(3)
except TypeError as e: print(e)

class Telling(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print('a loop')
        return super().new_event_loop()

    def set_event_loop(self, loop):
        print('set', loop is not None)
        super().set_event_loop(loop)

    def get_event_loop(self):
        print('asked')
        return super().get_event_loop()

policy = Telling()
asyncio.set_event_loop_policy(policy)
print(asyncio.get_event_loop_policy() is policy, isinstance(policy, asyncio.AbstractEventLoopPolicy))

async def main(word):
    await asyncio.sleep(1)
    print(word, asyncio.get_event_loop() is asyncio.get_running_loop())
    return word

print(asyncio.run(main('one')))
with asyncio.Runner() as runner:
    print(runner.run(main('two')))
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
print(loop.run_until_complete(main('three')))
loop.close()
asyncio.set_event_loop_policy(None)
print(type(asyncio.get_event_loop_policy()).__name__)
asyncio.run(main('four'))

#> _UnixDefaultEventLoopPolicy <class 'asyncio.unix_events._UnixDefaultEventLoopPolicy'>
#> policy must be an instance of AbstractEventLoopPolicy or None, not 'int'
#> True True
#> a loop
#> set True
#@ 1s
#> one True
#> set False
#> one
#> a loop
#> set True
#@ 2s
#> two True
#> two
#> set False
#> a loop
#> set True
#> asked
#> True
#@ 3s
#> three True
#> three
#> _UnixDefaultEventLoopPolicy
#@ 4s
#> four True
#= ok
