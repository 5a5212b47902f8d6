# awaits one after the other that nobody may start together
import asyncio
log = []
async def double(number):
    await asyncio.sleep(1)
    return number * 2
async def note(text):
    await asyncio.sleep(1)
    log.append(text)
    return len(log)
async def say(text):
    await asyncio.sleep(1)
    print(text)
async def at_once(number):
    return number
class Account:
    total = 0
    async def pay(self, sum):
        await asyncio.sleep(1)
        self.total += sum
        return self.total
async def take(stack):
    await asyncio.sleep(1)
    return stack.pop()
async def main():
    first = await double(1)
    second = await double(first)
    print(second)
    number = 3
    for step in range(2):
        number = await double(number + step)
    print(number)
    for attempt in range(3):
        try:
            print(await double(attempt))
        except ValueError:
            continue
    same = await double(4)
    again = await double(4)
    print(same, again)
    print(await note('a'))
    print(await note('b'))
    await say('ready')
    await say('go')
    for number in 1, 2:
        print(await at_once(number))
    account = Account()
    print(await account.pay(3))
    print(await account.pay(4))
    stack = [1, 2]
    last = await take(stack)
    other = await take([*stack])
    print(last, other)
    while number < 4:
        number = await double(number)
    await asyncio.sleep(1)
    await asyncio.sleep(2)
asyncio.run(main())

#@ 2s
#> 4
#@ 4s
#> 14
#@ 5s
#> 0
#@ 6s
#> 2
#@ 7s
#> 4
#@ 9s
#> 8 8
#@ 10s
#> 1
#@ 11s
#> 2
#@ 12s
#> ready
#@ 13s
#> go
#> 1
#> 2
#@ 14s
#> 3
#@ 15s
#> 7
#@ 17s
#> 2 1
#= ok
#! none
