# enum: members, aliases, flags, types beside the enum
from enum import Enum, IntEnum, Flag, auto, unique, StrEnum, IntFlag
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    def describe(self): return f'{self.name}={self.value}'
print(Color.RED, repr(Color.RED), Color(2), Color['BLUE'], list(Color), len(Color))
print(Color.RED is Color.CRIMSON, Color.RED == Color.GREEN, Color.RED.describe(), Color)
print(Color.__members__, Color.RED in Color, 2 in Color, 9 in Color, isinstance(Color.RED, Color))
for bad in (lambda: Color(9), lambda: Color['X'], lambda: Color.PINK, lambda: Color.RED < Color.GREEN):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
try: Color.RED = 3
except AttributeError as e: print(e)
class St(Enum):
    A = auto()
    B = auto()
    C = 'x'
print(list(St), {St.A: 1}[St.A], f'{St.A}', f'{St.A:>6}|', St.A.name)
class P(IntEnum):
    LOW = 1
    HIGH = 10
print(P.LOW < P.HIGH, P.LOW + 1, P.HIGH, repr(P.HIGH), f'{P.HIGH}', sorted([P.HIGH, P.LOW]), P(10), P.LOW == 1, max(P))
class Perm(Flag):
    R = auto(); W = auto(); X = auto()
rw = Perm.R | Perm.W
print(rw, repr(rw), Perm.R in rw, Perm.X in rw, list(rw), Perm(0), repr(~rw), bool(Perm(0)), rw & Perm.R, Perm(7))
try: Perm(8)
except ValueError as e: print(e)
try:
    @unique
    class D(Enum):
        A = 1
        B = 1
except ValueError as e: print(e)
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.39e6)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
    @property
    def g(self): return round(6.67e-11*self.mass/self.radius**2, 2)
print(Planet.EARTH.g, Planet.MARS, Planet.EARTH.value, Planet((6.4e23, 3.39e6)))
class S(StrEnum):
    ON = auto(); OFF = auto()
print(S.ON, repr(S.ON), S.ON == 'on', S('off'), S.ON.upper())
class Str2(str, Enum):
    X = 'x'
print(Str2.X, repr(Str2.X), Str2.X == 'x', f'{Str2.X}', Str2.X.value)
Animal = Enum('Animal', 'CAT DOG')
print(list(Animal), Animal.DOG.value)
try:
    class More(Color):
        PINK = 4
except TypeError as e: print(e)
class IF(IntFlag):
    A = 1; B = 2
print(IF.A | IF.B, repr(IF.A|IF.B), IF.A | 8, repr(IF(0)))
print(type(Color), type(Color.RED), Color.RED.__class__, hash(Color.RED) == hash('RED'))
class Level(Enum):
    @classmethod
    def _missing_(cls, value): return cls.DEFAULT
    DEFAULT = 0
    ONE = 1
print(Level(55))
match_me = {Color.RED: 'r', Color.BLUE: 'b'}
print(match_me)

#> Color.RED <Color.RED: 1> Color.GREEN Color.BLUE [<Color.RED: 1>, <Color.GREEN: 2>, <Color.BLUE: 3>] 3
#> True False RED=1 <enum 'Color'>
#> {'RED': <Color.RED: 1>, 'GREEN': <Color.GREEN: 2>, 'BLUE': <Color.BLUE: 3>, 'CRIMSON': <Color.RED: 1>} True True False True
#> ValueError 9 is not a valid Color
#> KeyError 'X'
#> AttributeError type object 'Color' has no attribute 'PINK'
#> TypeError '<' not supported between instances of 'Color' and 'Color'
#> cannot reassign member 'RED'
#> [<St.A: 1>, <St.B: 2>, <St.C: 'x'>] 1 St.A   St.A| A
#> True 2 10 <P.HIGH: 10> 10 [<P.LOW: 1>, <P.HIGH: 10>] 10 True 10
#> Perm.R|W <Perm.R|W: 3> True False [<Perm.R: 1>, <Perm.W: 2>] Perm(0) <Perm.X: 4> False Perm.R Perm.R|W|X
#> <flag 'Perm'> invalid value 8
#>     given 0b0 1000
#>   allowed 0b0 0111
#> duplicate values found in <enum 'D'>: B -> A
#> 9.81 Planet.MARS (5.97e+24, 6370000.0) Planet.MARS
#> on <S.ON: 'on'> True off ON
#> Str2.X <Str2.X: 'x'> True Str2.X x
#> [<Animal.CAT: 1>, <Animal.DOG: 2>] 2
#> <enum 'More'> cannot extend <enum 'Color'>
#> 3 <IF.A|B: 3> 9 <IF: 0>
#> <class 'enum.EnumType'> <enum 'Color'> <enum 'Color'> True
#> Level.DEFAULT
#> {<Color.RED: 1>: 'r', <Color.BLUE: 3>: 'b'}
#= ok
