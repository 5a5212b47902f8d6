# five philosophers and five forks: whoever takes the lower fork first never starves the table
import asyncio


class Table:
    def __init__(self, seats):
        self.forks = [asyncio.Lock() for _ in range(seats)]
        self.eating = 0
        self.most = 0
        self.meals = [0] * seats

    async def dine(self, seat, meals):
        first, second = sorted((seat, (seat + 1) % len(self.forks)))
        for _ in range(meals):
            await asyncio.sleep(0.1 * (seat + 1))
            async with self.forks[first]:
                await asyncio.sleep(0)
                async with self.forks[second]:
                    self.eating += 1
                    self.most = max(self.most, self.eating)
                    await asyncio.sleep(0.2)
                    self.eating -= 1
                    self.meals[seat] += 1
                    print(f"{seat} has eaten {self.meals[seat]}")


async def main():
    table = Table(5)
    await asyncio.gather(*(table.dine(seat, 2) for seat in range(5)))
    print("at once:", table.most, "meals:", table.meals)

    clumsy = [asyncio.Lock(), asyncio.Lock()]

    async def grab(one, other):
        async with one:
            await asyncio.sleep(0.1)
            async with other:
                print("never")

    try:
        await asyncio.wait_for(asyncio.gather(grab(*clumsy), grab(*reversed(clumsy))), 1)
    except TimeoutError:
        print("nobody eats:", [lock.locked() for lock in clumsy])


asyncio.run(main())

#@ 0.3s
#> 0 has eaten 1
#@ 0.5s
#> 2 has eaten 1
#@ 0.7s
#> 1 has eaten 1
#> 3 has eaten 1
#@ 0.9s
#> 0 has eaten 2
#@ 1s
#> 2 has eaten 2
#@ 1.1s
#> 4 has eaten 1
#@ 1.2s
#> 1 has eaten 2
#@ 1.3s
#> 3 has eaten 2
#@ 1.8s
#> 4 has eaten 2
#> at once: 2 meals: [2, 2, 2, 2, 2]
#@ 2.8s
#> nobody eats: [False, False]
#= ok
