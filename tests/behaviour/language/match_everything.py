# match: every kind of pattern, guards, what a failure leaves alone
from dataclasses import dataclass
from enum import Enum
from collections import namedtuple, deque, defaultdict
@dataclass
class Point:
    x: int
    y: int
class Color(Enum):
    RED = 1
    BLUE = 2
NT = namedtuple('NT', 'a b')
def f(v):
    match v:
        case None: return 'none'
        case True: return 'true'
        case 0 | 1 as small: return f'small {small}'
        case -5: return 'minus five'
        case 2.5: return 'float'
        case 'hi' | "ho": return 'greet'
        case Color.RED: return 'red'
        case Point(x=0, y=0): return 'origin'
        case Point(0, y): return f'on y {y}'
        case Point(x, y) if x == y: return f'diag {x}'
        case Point(): return f'point {v}'
        case NT(a, b=q): return f'nt {a} {q}'
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [1, *rest]: return f'1 then {rest}'
        case [first, *_, ('end' | 'stop') as last]: return f'{first}..{last}'
        case (x, y): return f'pair {x} {y}'
        case {'cmd': 'go', 'dir': d, **rest}: return f'go {d} {rest}'
        case {'cmd': str(c)}: return f'cmd {c}'
        case {}: return f'dict {len(v)}'
        case str(): return f'str {v}'
        case int(n) if n > 100: return f'big {n}'
        case int() | float() as n: return f'num {n}'
        case [[a, b], [c, d]] | [[a, b], [c, d], _]: return 'never'
        case _: return f'other {type(v).__name__}'
for v in [None, True, False, 0, 1, -5, 2.5, 'hi', 'x', Color.RED, Color.BLUE, Point(0,0), Point(0,3), Point(4,4), Point(1,2), NT(1,2), [], [9], (1,2,3), [5,6,'end'], (7,8), [1,2,3,4,'x'],
    {'cmd':'go','dir':'n','z':1}, {'cmd':'stop'}, {'a':1}, {}, 500, 50, 3.5, {1,2}, deque([1,2]), range(3), ..., defaultdict(int)]:
    print(repr(v)[:30], '->', f(v))
x = 'before'
match (1, 2):
    case (x, 3): print('no')
    case (a, b): print(a, b, x)
match 5:
    case 6: print('six')
print('fell through')
def g(p):
    match p:
        case {'k': [a, {'z': b}]} | [a, b]: return a, b
        case (Point(x=a) | NT(b=a)) as w: return a, w
print(g({'k': [1, {'z': 2}]}), g([3, 4]), g(Point(5, 6)), g(NT(7, 8)), g(3))
match x, 7:
    case str() as s, int(n): print(s, n)
match = 3
case = match + 1
print(match, case)
try:
    match 3:
        case Point(1, 2, 3): pass
        case f(): pass
except TypeError as e: print(e)
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e: print(e)
for i in range(5):
    match i:
        case 0: continue
        case 3: break
        case n if n % 2: print('odd', n)
        case n: print('even', n)
import asyncio
async def main(msg):
    match msg:
        case {'type': 'sleep', 'for': t} if await asyncio.sleep(0, True):
            await asyncio.sleep(t); return 'slept'
        case ['log', *lines]:
            for l in lines: print(l)
            return len(lines)
print(asyncio.run(main({'type': 'sleep', 'for': 0.01})), asyncio.run(main(['log', 'a', 'b'])))
class Cmd:
    __match_args__ = ('name',)
    def __init__(self, name): self.name = name
match Cmd('quit'):
    case Cmd('go'): print('go')
    case Cmd(name): print('cmd', name)
def parse(line):
    match line.split():
        case ['add', *nums]: return sum(map(int, nums))
        case ['quit'] | ['exit']: return 'bye'
        case [cmd, arg]: return f'{cmd}({arg})'
        case _: return 'unknown'
print(parse('add 1 2 3'), parse('exit'), parse('mv a'), parse('a b c'))

#> None -> none
#> True -> true
#> False -> small False
#> 0 -> small 0
#> 1 -> small 1
#> -5 -> minus five
#> 2.5 -> float
#> 'hi' -> greet
#> 'x' -> str x
#> <Color.RED: 1> -> red
#> <Color.BLUE: 2> -> other Color
#> Point(x=0, y=0) -> origin
#> Point(x=0, y=3) -> on y 3
#> Point(x=4, y=4) -> diag 4
#> Point(x=1, y=2) -> point Point(x=1, y=2)
#> NT(a=1, b=2) -> nt 1 2
#> [] -> empty
#> [9] -> one 9
#> (1, 2, 3) -> 1 then [2, 3]
#> [5, 6, 'end'] -> 5..end
#> (7, 8) -> pair 7 8
#> [1, 2, 3, 4, 'x'] -> 1 then [2, 3, 4, 'x']
#> {'cmd': 'go', 'dir': 'n', 'z': -> go n {'z': 1}
#> {'cmd': 'stop'} -> cmd stop
#> {'a': 1} -> dict 1
#> {} -> dict 0
#> 500 -> big 500
#> 50 -> num 50
#> 3.5 -> num 3.5
#> {1, 2} -> other set
#> deque([1, 2]) -> 1 then [2]
#> range(0, 3) -> other range
#> Ellipsis -> other ellipsis
#> defaultdict(<class 'int'>, {}) -> dict 0
#> 1 2 before
#> fell through
#> (1, 2) (3, 4) (5, Point(x=5, y=6)) (7, 8) None
#> before 7
#> 3 4
#> called match pattern must be a class
#> Point() accepts 2 positional sub-patterns (3 given)
#> odd 1
#> even 2
#@ 0.01s
#> a
#> b
#> slept 2
#> cmd quit
#> 6 bye mv(a) unknown
#= ok
