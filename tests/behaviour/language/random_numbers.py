# CPython's numbers for the same seed
import random
print(random.random(), random.randint(1, 100), random.choice('abcdef'), random.uniform(1, 2), random.randrange(0, 100, 5))
random.seed(42)
print(random.random(), random.randint(1, 6), [random.randint(0, 9) for _ in range(5)])
l = list(range(10))
random.shuffle(l)
print(l, random.sample(range(100), 5), random.sample('abcdef', 2), random.choices([1, 2, 3], k=4), random.choices('ab', weights=[1, 9], k=6))
random.seed(-5)
print(random.random(), random.getrandbits(8))
print(round(random.gauss(0, 1), 9), round(random.expovariate(2), 9))
r = random.Random(7)
print(r.random(), r.randint(1, 10))
for f in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.sample([1], 3), lambda: random.randrange(0)):
    try:
        f()
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)

#> 0.8444218515250481 98 d 1.0404843781807775 80
#> 0.6394267984578837 1 [4, 3, 3, 2, 1]
#> [3, 2, 4, 9, 5, 7, 0, 6, 1, 8] [71, 25, 91, 83, 89] ['e', 'd'] [1, 2, 3, 1] ['b', 'b', 'b', 'b', 'b', 'b']
#> 0.6229016948897019 189
#> -0.965265677 0.921034932
#> 0.32383276483316237 3
#> IndexError Cannot choose from an empty sequence
#> ValueError empty range in randrange(5, 2)
#> ValueError Sample larger than population or is negative
#> ValueError empty range for randrange()
#= ok
