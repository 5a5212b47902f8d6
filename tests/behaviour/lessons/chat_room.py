# a chat room: each member has an inbox; a slow reader loses what does not fit
import asyncio
from collections import defaultdict


class Room:
    def __init__(self):
        self.inboxes = {}
        self.dropped = defaultdict(int)

    def join(self, name, size=2):
        self.inboxes[name] = asyncio.Queue(size)
        self.say("room", f"{name} is here")

    def leave(self, name):
        self.inboxes.pop(name).shutdown(immediate=True)
        self.say("room", f"{name} has left")

    def say(self, sender, text):
        for name, inbox in self.inboxes.items():
            if name == sender:
                continue
            try:
                inbox.put_nowait((sender, text))
            except asyncio.QueueFull:
                self.dropped[name] += 1


async def read(room, name, pace):
    inbox = room.inboxes[name]
    while True:
        try:
            sender, text = await inbox.get()
        except asyncio.QueueShutDown:
            print(f"  [{name}] closed")
            return name
        print(f"  [{name}] {sender}: {text}")
        await asyncio.sleep(pace)


async def main():
    room = Room()
    for name in ("ada", "bob", "cy"):
        room.join(name)
    async with asyncio.TaskGroup() as group:
        readers = [group.create_task(read(room, name, pace)) for name, pace in (("ada", 0), ("bob", 0.1), ("cy", 0.5))]
        for number in range(5):
            await asyncio.sleep(0.1)
            room.say("ada", f"line {number}")
        for name in list(room.inboxes):
            room.leave(name)
            await asyncio.sleep(0.2)
    print(sorted(task.result() for task in readers), dict(room.dropped))


asyncio.run(main())

#>   [ada] room: ada is here
#>   [bob] room: bob is here
#>   [cy] room: cy is here
#>   [ada] room: bob is here
#@ 0.1s
#>   [bob] room: cy is here
#@ 0.2s
#>   [bob] ada: line 0
#@ 0.3s
#>   [bob] ada: line 1
#@ 0.4s
#>   [bob] ada: line 2
#@ 0.5s
#>   [cy] ada: line 0
#>   [bob] ada: line 3
#>   [ada] closed
#@ 0.6s
#>   [bob] ada: line 4
#@ 0.7s
#>   [bob] closed
#@ 1s
#>   [cy] closed
#@ 1.1s
#> ['ada', 'bob', 'cy'] {'ada': 1, 'cy': 4, 'bob': 1}
#= ok
