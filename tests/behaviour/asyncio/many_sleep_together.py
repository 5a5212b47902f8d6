# thousands that sleep for the same few times wake in the order in which they slept
import asyncio

order = []


async def sleeper(number):
    await asyncio.sleep(number % 3)
    order.append(number)
    await asyncio.sleep(1)
    order.append(-number)


async def main():
    await asyncio.gather(*(sleeper(number) for number in range(6000)))
    first = [number for number in range(6000) if number % 3 == 0]
    second = [number for number in range(6000) if number % 3 == 1]
    third = [number for number in range(6000) if number % 3 == 2]
    # Timers of the same time ring as they were set: those of the start first.
    expected = first + second + [-n for n in first] + third + [-n for n in second]
    expected += [-n for n in third]
    print(order == expected, len(order), asyncio.get_running_loop().time())


asyncio.run(main())

#@ 3s
#> True 12000 3.0
#= ok
