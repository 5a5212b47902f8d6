"""containers.py -- random histories of sets, dicts, lists and deques, and sorts, held against CPython 3.13.

    containers.py BINARY [--seeds N] [--first SEED] [--show N]

The order in which a set of numbers is walked, the order in which a sort compares, and what
is left after many changes show in what the programs print. A program brings its own random
numbers, so one text serves both. Exits with 0 if every line is equal, 77 if there is no
CPython 3.13.
"""

import argparse
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import compare

NUMBERS = """\
class Numbers:
    def __init__(self, seed):
        self.state = seed
    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return (self.state >> 8) % n
"""

SETS = NUMBERS + """
def item(r, kind):
    k = r.below(10)
    if kind == 0: return r.below(20)
    if kind == 1: return r.below(2000) - 1000
    if kind == 2: return r.below(100) * 64
    if kind == 3: return (r.below(1000000) - 500000) * 1073741824
    if kind == 4: return (r.below(100) - 50) / 4
    if k < 3: return (r.below(5), r.below(5))
    if k < 4: return None
    if k < 6: return r.below(30) / 2
    if k < 7: return (r.below(3), (r.below(4), None, 1.5))
    if k < 8: return True
    return r.below(50) - 10

def history(seed):
    r = Numbers(seed)
    kind = r.below(6)
    size = (5, 30, 200, 2000)[r.below(4)] if seed % 10 == 0 else (5, 30, 60)[r.below(3)]
    items = lambda: [item(r, kind) for _ in range(r.below(size))]
    sets = [set(), set(), set()]
    out = []
    for step in range(60):
        op = r.below(24); i = r.below(3); j = r.below(3)
        s = sets[i]; o = sets[j]
        if op < 4:
            for x in items(): s.add(x)
        elif op < 6:
            for x in items(): s.discard(x)
        elif op == 6:
            for _ in range(r.below(len(s) + 1)): out.append(s.pop())
        elif op == 7: s |= o
        elif op == 8: s &= o
        elif op == 9: s -= o
        elif op == 10: s ^= o
        elif op == 11: sets[i] = s | o
        elif op == 12: sets[i] = s & o
        elif op == 13: sets[i] = s - o
        elif op == 14: sets[i] = s ^ o
        elif op == 15: sets[i] = o.copy()
        elif op == 16: sets[i] = set(items())
        elif op == 17: s.update(items(), o)
        elif op == 18: sets[i] = s.intersection(items(), o)
        elif op == 19: s.difference_update(items())
        elif op == 20:
            d = dict.fromkeys(items())
            q = r.below(6)
            if q == 0: sets[i] = s.union(d)
            elif q == 1: sets[i] = s.difference(d)
            elif q == 2: sets[i] = s.symmetric_difference(d)
            elif q == 3: sets[i] = s & d.keys()
            elif q == 4: sets[i] = d.keys() ^ s
            else: sets[i] = d.keys() - s
        elif op == 21: sets[i] = set(frozenset(s))
        elif op == 22: sets[i] = {x for x in items()}
        elif r.below(4) == 0: s.clear()
        out.append((op, len(s), list(sets[i])[:40]))
    for s in sets:
        out.append((list(s), hash(frozenset(s))))
    return out
"""

DICTS = NUMBERS + """
def key(r):
    k = r.below(6)
    if k < 3: return r.below(12)
    if k == 3: return 'k%d' % r.below(8)
    if k == 4: return (r.below(3), 'x')
    return r.below(9) / 2

def attempt(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return (type(e).__name__, str(e))

def walk(r, d):
    seen = []
    for n, k in enumerate(d):
        seen.append(k)
        q = r.below(8)
        if q == 0: d[key(r)] = n
        elif q == 1: d.pop(key(r), None)
        elif q == 2: d[k] = n
        if n > 60: break
    return seen

def history(seed):
    r = Numbers(seed)
    d = {}
    out = []
    for step in range(120):
        op = r.below(17); k = key(r)
        if op < 5: d[k] = step
        elif op == 5: out.append(attempt(d.__delitem__, k))
        elif op == 6: out.append(attempt(d.pop, k))
        elif op == 7: out.append(d.pop(k, 'none'))
        elif op == 8: out.append(attempt(d.popitem))
        elif op == 9: out.append(d.setdefault(k, step))
        elif op == 10: d.update({key(r): step for _ in range(r.below(6))})
        elif op == 11: d = d | {key(r): 'or' for _ in range(r.below(4))}
        elif op == 12: out.append((d.get(k), k in d))
        elif op == 13: out.append(attempt(walk, r, d))
        elif op == 14: out.append([list(reversed(d)), list(d.values())[:3]])
        elif op == 15: d = dict(sorted(d.items(), key=lambda p: str(p[0])))
        elif r.below(6) == 0: d.clear()
        out.append((op, d.copy() if step % 10 == 0 else len(d)))
    return out + [d]
"""

ROWS = NUMBERS + """
from collections import deque

def attempt(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return (type(e).__name__, str(e))

def bound(r):
    return None if r.below(3) == 0 else r.below(24) - 12

def assign(row, at, value):
    row[at] = value

def delete(row, at):
    del row[at]

def grow(row):
    row *= 2

def history(seed):
    r = Numbers(seed)
    a = []
    d = deque([], None if r.below(2) else r.below(12))
    out = []
    for step in range(120):
        op = r.below(18); n = r.below(20) - 10
        part = slice(bound(r), bound(r), None if r.below(3) else bound(r))
        some = [step + i for i in range(r.below(5))]
        if op < 3: a.append(step); d.append(step)
        elif op == 3: a.insert(n, step); out.append(attempt(d.insert, n, step))
        elif op == 4: out.append((attempt(a.pop, n), attempt(d.pop)))
        elif op == 5: out.append(attempt(d.popleft)); d.appendleft(n)
        elif op == 6: a += some; d += some
        elif op == 7: out.append(attempt(a.__getitem__, part))
        elif op == 8: out.append(attempt(assign, a, part, some))
        elif op == 9: out.append(attempt(delete, a, part))
        elif op == 10: out.append((attempt(assign, a, n, 'i'), attempt(assign, d, n, 'i')))
        elif op == 11: out.append((attempt(delete, a, n), attempt(delete, d, n)))
        elif op == 12: out.append((attempt(a.remove, n), attempt(d.remove, n)))
        elif op == 13: out.append((attempt(a.index, n, -8, 8), attempt(d.index, n), a.count(n), n in d))
        elif op == 14: a.reverse(); d.reverse(); d.rotate(n)
        elif op == 15: d.extendleft(some); out.append((a < list(d), a[::-1] == a, tuple(a) < (3, 4)) if 'i' not in a and 'i' not in d else None)
        elif op == 16 and len(a) < 40: grow(a); d = d * 2
        elif r.below(5) == 0: a.clear(); d.clear()
        out.append((op, list(a)[:30], list(d)[:30], len(a)))
    return out
"""

SORTS = NUMBERS + """
class Item:
    log = 0
    def __init__(self, value, number):
        self.value = value
        self.number = number
    def __lt__(self, other):
        Item.log = (Item.log * 31 + self.number * 7 + other.number) % 1000000007
        if Item.log % 50000 == 1: raise ValueError('stopped')
        return self.value < other.value

def rows(r):
    size = (3, 10, 40, 70, 150, 700)[r.below(6)]
    kind = r.below(6)
    if kind == 0: return [r.below(10) for i in range(size)]
    if kind == 1: return [r.below(1000000) for i in range(size)]
    if kind == 2: return [i if r.below(30) else 0 for i in range(size)]
    if kind == 3: return list(range(size, 0, -1)) + [r.below(100) for _ in range(5)]
    if kind == 4: return [i // 5 for i in range(size, 0, -1)]
    data = []
    while len(data) < size:
        a = r.below(100); b = r.below(40)
        data += [a + i for i in range(b)] if r.below(2) else [a - i for i in range(b)]
    return data

def history(seed):
    r = Numbers(seed)
    out = []
    for n in range(4):
        data = rows(r)
        items = [Item(v, i) for i, v in enumerate(data)]
        backwards = r.below(2) == 1
        try: items.sort(reverse=backwards)
        except ValueError as e: out.append(str(e))
        out.append((len(data), Item.log, [o.number for o in items]))
        try: items.sort(key=lambda o: Item(-o.value, o.number), reverse=backwards)
        except ValueError as e: out.append(str(e))
        out.append((Item.log, [o.number for o in items]))
        mixed = [float(v) if r.below(6) else float('nan') for v in data]
        mixed.sort()
        out.append(str(mixed))
    return out
"""

KINDS = {"sets": (SETS, 60), "dicts": (DICTS, 60), "rows": (ROWS, 60), "sorts": (SORTS, 15)}


def lines_of(command):
    return subprocess.run(command, capture_output=True).stdout.decode().split("\n")


def differences(binary, python, kind, seed):
    functions, histories = KINDS[kind]
    first = seed * histories
    program = f"{functions}\nfor seed in range({first}, {first + histories}):\n    print(seed, history(seed))\n"
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "containers.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(program)
        theirs, ours = lines_of([python, path]), lines_of([binary, "run", path])
    if len(ours) < len(theirs):
        yield theirs[len(ours) - 1], "(the run ended)"
    for wanted, got in zip(theirs, ours):
        if wanted != got:
            yield wanted, got


def first_difference(wanted, got):
    at = next((i for i, (a, b) in enumerate(zip(wanted, got)) if a != b), min(len(wanted), len(got)))
    start = max(0, at - 120)
    return f"    CPython   ...{wanted[start:at + 80]}\n    Coroscope ...{got[start:at + 80]}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("binary")
    arguments.add_argument("--seeds", type=int, default=3)
    arguments.add_argument("--first", type=int, default=1)
    arguments.add_argument("--show", type=int, default=5)
    options = arguments.parse_args()
    python = compare.find_python()
    if not python:
        print("no CPython 3.13 here")
        return 77
    count = 0
    for seed in range(options.first, options.first + options.seeds):
        for kind in KINDS:
            for wanted, got in differences(options.binary, python, kind, seed):
                count += 1
                if count <= options.show:
                    print(f"{kind} {wanted.split(' ')[0]}:\n{first_difference(wanted, got)}")
    histories = options.seeds * sum(histories for _, histories in KINDS.values())
    print(f"{histories} histories, {count} differ")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
