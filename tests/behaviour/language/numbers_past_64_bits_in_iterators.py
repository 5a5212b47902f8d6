# enumerate, itertools.count and range go on past 64 bits
import itertools
print(list(enumerate('abcd', 2**63 - 2)), list(enumerate('ab', 10**30)), next(enumerate('a', -2**70)), list(enumerate('ab', True)))
e = enumerate('abc', 2**63 - 1)
print(next(e), next(e), next(e), next(e, 'over'))
for start in ['x', 1.5, None]:
    try: enumerate('a', start)
    except TypeError as error: print(error)
class Index:
    def __index__(self): return 2**65
print(next(enumerate('a', Index())))
print(list(itertools.islice(itertools.count(2**63 - 2), 4)), next(itertools.count(2**64)), list(itertools.islice(itertools.count(-2**63 + 1, -1), 3)))
print(list(itertools.islice(itertools.count(2**62, 2**62), 4)), list(itertools.islice(itertools.count(1, 2**70), 3)))
r = range(10**20)
print(type(r) is range, type(r), r.__class__ is range, type(r).__name__, isinstance(r, range), type(range(3)) is type(r))
match r:
    case range(): print('a range')
try: r.nothing
except AttributeError as error: print(error)

class Liar:
    @property
    def __class__(self): return int
match Liar():
    case str(): print('a str')
    case int(): print('an int, as its __class__ says')
import math, asyncio
print(math.sqrt.__qualname__, len.__qualname__, [].append.__qualname__, asyncio.sleep.__qualname__, str.join.__qualname__, int.from_bytes.__qualname__)

#> [(9223372036854775806, 'a'), (9223372036854775807, 'b'), (9223372036854775808, 'c'), (9223372036854775809, 'd')] [(1000000000000000000000000000000, 'a'), (1000000000000000000000000000001, 'b')] (-1180591620717411303424, 'a') [(1, 'a'), (2, 'b')]
#> (9223372036854775807, 'a') (9223372036854775808, 'b') (9223372036854775809, 'c') over
#> 'str' object cannot be interpreted as an integer
#> 'float' object cannot be interpreted as an integer
#> 'NoneType' object cannot be interpreted as an integer
#> (36893488147419103232, 'a')
#> [9223372036854775806, 9223372036854775807, 9223372036854775808, 9223372036854775809] 18446744073709551616 [-9223372036854775807, -9223372036854775808, -9223372036854775809]
#> [4611686018427387904, 9223372036854775808, 13835058055282163712, 18446744073709551616] [1, 1180591620717411303425, 2361183241434822606849]
#> True <class 'range'> True range True True
#> a range
#> 'range' object has no attribute 'nothing'
#> an int, as its __class__ says
#> sqrt len list.append sleep str.join int.from_bytes
#= ok
