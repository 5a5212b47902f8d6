# Loops over ranges: where they begin and end, left early, one in another, in what waits.
import asyncio

for i in range(3):
    pass
print(i)

for i in range(0):
    print("never")
else:
    print("else", i)

for i in range(5, 2):
    print("never")

for i in range(2**63 - 3, 2**63 - 1):
    print(i)

for i in range(-(2**63), -(2**63) + 2):
    print(i)

for i in range(2**40):
    if i == 2:
        break
print("left at", i)

for i in range(2**63 - 1):
    if i == 1:
        break
print("left at", i)

for i in range(7, -1, -3):
    print(i, end=" ")
print()

for i in range(3):
    i *= 10
    for j in range(i, i + 2):
        if j % 2:
            continue
        print(i, j)

numbers = range(2)
print([(x, y) for x in numbers for y in numbers], list(numbers))

for i in range(True, 3):
    print(i)


class Two:
    def __index__(self):
        return 2


for i in range(Two()):
    print(i)


def counter():
    for i in range(3):
        got = yield i
        if got:
            print("got", got)


generator = counter()
print(next(generator), generator.send("a"), generator.send("b"))
try:
    generator.send(None)
except StopIteration:
    print("over")


async def waits(name):
    for round in range(2):
        for turn in range(round, 2):
            print(name, round, turn)
            await asyncio.sleep(1)


async def fails():
    for i in range(50):
        try:
            await asyncio.sleep(0.5)
        except asyncio.CancelledError:
            print("cancelled in round", i)
            raise


async def main():
    task = asyncio.create_task(fails())
    await asyncio.gather(waits("a"), waits("b"), asyncio.sleep(1.2))
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("gone")
    async with asyncio.timeout(1.2):
        try:
            for i in range(10):
                await asyncio.sleep(1)
        finally:
            print("finally", i)


try:
    asyncio.run(main())
except TimeoutError:
    print("timeout")

#> 2
#> else 2
#> 9223372036854775805
#> 9223372036854775806
#> -9223372036854775808
#> -9223372036854775807
#> left at 2
#> left at 1
#> 7 4 1 
#> 0 0
#> 10 10
#> 20 20
#> [(0, 0), (0, 1), (1, 0), (1, 1)] [0, 1]
#> 1
#> 2
#> 0
#> 1
#> got a
#> got b
#> 0 1 2
#> over
#> a 0 0
#> b 0 0
#@ 1s
#> a 0 1
#> b 0 1
#@ 2s
#> a 1 1
#> b 1 1
#@ 3s
#> cancelled in round 6
#> gone
#@ 4.2s
#> finally 1
#> timeout
#= ok
