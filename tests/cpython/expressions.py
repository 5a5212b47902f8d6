"""expressions.py -- random plain Python: expressions of a known type, and little functions.

Everything made here ends, prints no address and walks no set of strings. Integers stay
small, since ours has 64 bits.
"""

WORDS = ["ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen", "달", "별", "x", ""]
KINDS = ["int", "str", "list", "dict", "float", "bool", "tuple"]


class Random:
    """splitmix64: the same numbers on every Python."""

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 0x1234567) & (2**64 - 1)

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & (2**64 - 1)
        bits = self.state
        bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & (2**64 - 1)
        return bits ^ (bits >> 31)

    def below(self, count):
        return self.next() % count

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def choice(self, values):
        return values[self.below(len(values))]

    def weighted(self, pairs):
        """One of the values of [(value, weight), ...]."""
        at = self.below(sum(weight for _, weight in pairs))
        for value, weight in pairs:
            at -= weight
            if at < 0:
                return value
        raise AssertionError


class Names:
    """The variables that a piece of code can see, by the kind of their values."""

    def __init__(self, outer=None):
        self.kinds = {kind: list(names) for kind, names in outer.kinds.items()} if outer else {}

    def add(self, kind, name):
        names = self.kinds.setdefault(kind, [])
        for others in self.kinds.values():
            if name in others:
                others.remove(name)
        names.append(name)

    def of(self, kind):
        return self.kinds.get(kind, [])


class Expressions:
    def __init__(self, random):
        self.random = random

    def expression(self, kind, names, depth=2):
        known = names.of(kind)
        if known and self.random.chance(45 if depth else 70):
            return self.random.choice(known)
        if depth <= 0:
            return self.constant(kind)
        return getattr(self, "_" + kind)(names, depth - 1)

    def atom(self, kind, names, depth):
        """An expression that a dot or a bracket may follow."""
        text = self.expression(kind, names, depth)
        return text if text.isidentifier() else f"({text})"

    def constant(self, kind):
        random = self.random
        if kind == "int":
            return str(random.between(-3, 12))
        if kind == "float":
            return random.choice(["0.1", "0.5", "1.5", "2.0", "-0.25", "1e3", "3.14159", "1e-7", "0.3"])
        if kind == "str":
            return repr(random.choice(WORDS))
        if kind == "bool":
            return random.choice(["True", "False"])
        if kind == "list":
            return "[" + ", ".join(self.constant("int") for _ in range(random.below(5))) + "]"
        if kind == "tuple":
            return "(" + "".join(self.constant(random.choice(["int", "str"])) + ", " for _ in range(random.below(4))) + ")"
        keys = [random.choice(WORDS[:6]) for _ in range(random.below(4))]
        return "{" + ", ".join(f"{key!r}: {self.constant('int')}" for key in keys) + "}"

    def any(self, names, depth=2):
        return self.expression(self.random.choice(KINDS), names, depth)

    def _int(self, names, depth):
        e = lambda kind: self.expression(kind, names, depth)
        form = self.random.below(16)
        if form < 4:
            return f"({e('int')} {self.random.choice(['+', '-', '*', '+'])} {e('int')}) % {self.random.choice([7, 97, 1000, -5])}"
        if form == 4:
            return f"{e('int')} {self.random.choice(['//', '%'])} {self.random.choice(['3', '-4', '7', e('int')])}"
        if form == 5:
            return f"len({e(self.random.choice(['str', 'list', 'dict', 'tuple']))})"
        if form == 6:
            return f"sum({e('list')})"
        if form == 7:
            return f"{self.random.choice(['max', 'min'])}({e('int')}, {e('int')}, {e('int')})"
        if form == 8:
            return f"{self.atom('list', names, depth)}[{self.random.choice(['0', '-1', '1', '2'])}]"
        if form == 9:
            return f"{self.atom('dict', names, depth)}.get({self.constant('str')}, {e('int')})"
        if form == 10:
            return f"({e('int')} if {e('bool')} else {e('int')})"
        if form == 11:
            return f"abs({e('int')}) {self.random.choice(['&', '|', '^'])} {e('int')}"
        if form == 12:
            return f"int({e('float')})"
        if form == 13:
            return f"({e('int')} << {self.random.below(4)}) % 4096 >> {self.random.below(3)}"
        if form == 14:
            return f"{self.atom('list', names, depth)}.count({e('int')})"
        return f"(lambda a, b={e('int')}: a - b)({e('int')})"

    def _float(self, names, depth):
        e = lambda kind: self.expression(kind, names, depth)
        form = self.random.below(6)
        if form == 0:
            return f"{e('int')} / {self.random.choice(['2', '3', '7', '0.3'])}"
        if form == 1:
            return f"({e('float')} {self.random.choice('+-*')} {self.constant('float')})"
        if form == 2:
            return f"round({e('float')}, {self.random.below(4)})"
        if form == 3:
            return f"float({e('int')})"
        if form == 4:
            return f"{e('float')} % {self.random.choice(['0.7', '-1.3', '2'])}"
        return f"max({e('float')}, {e('float')})"

    def _bool(self, names, depth):
        e = lambda kind: self.expression(kind, names, depth)
        form = self.random.below(9)
        if form == 0:
            return f"{e('int')} {self.random.choice(['<', '<=', '>', '>=', '==', '!='])} {e('int')}"
        if form == 1:
            return f"not {e('bool')}"
        if form == 2:
            return f"({e('bool')} {self.random.choice(['and', 'or'])} {e('bool')})"
        if form == 3:
            return f"{e('int')} {self.random.choice(['in', 'not in'])} {e('list')}"
        if form == 4:
            return f"{self.random.choice(['any', 'all'])}(v > {e('int')} for v in {e('list')})"
        if form == 5:
            return f"{e('int')} < {e('int')} <= {e('int')}"
        if form == 6:
            return f"{self.atom('str', names, depth)}.{self.random.choice(['startswith', 'endswith'])}({self.constant('str')})"
        if form == 7:
            return f"{e('list')} {self.random.choice(['==', '<', '>='])} {e('list')}"
        return f"isinstance({self.any(names, 1)}, {self.random.choice(['int', 'str', '(list, dict)', 'float'])})"

    def _str(self, names, depth):
        e = lambda kind: self.expression(kind, names, depth)
        form = self.random.below(14)
        if form == 0:
            return f"{e('str')} + {e('str')}"
        if form == 1:
            return f"{e('str')} * {self.random.below(3)}"
        if form == 2:
            return f"str({self.any(names, depth)})"
        if form == 3:
            return f"repr({self.any(names, depth)})"
        if form == 4:
            method = self.random.choice(["upper", "lower", "title", "capitalize", "strip", "swapcase"])
            return f"{self.atom('str', names, depth)}.{method}()"
        if form == 5:
            return f"{self.atom('str', names, depth)}[{self.slice()}]"
        if form == 6:
            return f"{self.constant('str')}.join(str(v) for v in {e(self.random.choice(['list', 'tuple']))})"
        if form == 7:
            return f"{self.atom('str', names, depth)}.replace({self.constant('str')}, {self.constant('str')})"
        if form == 8:
            return f"{self.atom('str', names, depth)}.{self.random.choice(['center', 'ljust', 'rjust'])}({self.random.between(1, 9)}, '.')"
        if form == 9:
            return f"'%s-%d' % ({e('str')}, {e('int')})"
        if form == 10:
            return "'{}/{:>4}/{!r}'.format(" + f"{e('int')}, {e('str')}, {e('str')})"
        return self.fstring(names, depth)

    def fstring(self, names, depth=1):
        random = self.random
        parts = []
        for _ in range(random.between(1, 3)):
            kind = random.choice(["int", "float", "str", "list", "int"])
            value = self.expression(kind, names, min(depth, 1)).replace("'", '"')
            if '"' in value and "'" in value or "{" in value or "\\" in value or "lambda" in value or ":" in value:
                value = "7" if kind == "int" else '"q"'
                kind = "int" if value == "7" else "str"
            form = random.choice({
                "int": ["", ":3d", ":>5", ":+d", ":x", ":08b", ":,", ":^7"],
                "float": ["", ":.2f", ":8.3f", ":e", ":g", ":+.1f", ":.0%"],
                "str": ["", "!r", ":>6", ":*^7", ":.2"],
                "list": ["", "!r", "!s:>12"],
            }[kind])
            parts.append("{" + f"({value})" + form + "}")
        return "f'" + random.choice(["", "a=", "<"]) + random.choice([" ", ":", ","]).join(parts) + random.choice(["", ">"]) + "'"

    def slice(self):
        random = self.random
        return random.choice(["1:", ":2", "::-1", "::2", "-2:", "1:3", ":-1", "5:", "3:0:-1"])

    def _list(self, names, depth):
        e = lambda kind: self.expression(kind, names, depth)
        form = self.random.below(13)
        if form == 0:
            return f"[{e('int')}, {e('int')}, *{e('list')}]"
        if form == 1:
            return f"[v * {self.random.between(1, 3)} % 50 for v in {e('list')} if v {self.random.choice(['>', '<', '!='])} {e('int')}]"
        if form == 2:
            return f"sorted({e('list')}{self.random.choice(['', ', reverse=True', ', key=lambda v: -v', ', key=abs'])})"
        if form == 3:
            return f"list(range({self.random.below(6)}))"
        if form == 4:
            return f"{self.atom('list', names, depth)}[{self.slice()}]"
        if form == 5:
            return f"({e('list')} + {e('list')})[:6]"
        if form == 6:
            return f"list(map(lambda v: v + {self.random.below(4)}, {e('list')}))"
        if form == 7:
            return f"list({self.atom('dict', names, depth)}.values())"
        if form == 8:
            return f"[a + b for a, b in zip({e('list')}, {e('list')})]"
        if form == 9:
            return f"[i * v % 100 for i, v in enumerate({e('list')}, {self.random.below(3)})]"
        if form == 10:
            return f"list(reversed({e('list')}))"
        if form == 11:
            return f"list(filter(None, {e('list')}))"
        return f"sorted(set({e('list')}))"

    def _tuple(self, names, depth):
        e = lambda kind: self.expression(kind, names, depth)
        form = self.random.below(4)
        if form == 0:
            return f"({e('int')}, {e('str')})"
        if form == 1:
            return f"tuple({e('list')})"
        if form == 2:
            return f"divmod({e('int')}, {self.random.choice(['3', '-7', e('int')])})"
        return f"tuple(sorted({self.atom('dict', names, depth)}.items()))"

    def _dict(self, names, depth):
        e = lambda kind: self.expression(kind, names, depth)
        form = self.random.below(5)
        if form == 0:
            return "{" + f"{e('str')}: {e('int')}, **{e('dict')}" + "}"
        if form == 1:
            return "{k: v + 1 for k, v in " + f"{self.atom('dict', names, depth)}.items()" + "}"
        if form == 2:
            return "{str(v): v for v in " + f"{e('list')}" + "}"
        if form == 3:
            return f"dict(zip('abc', {e('list')}))"
        return f"{e('dict')} | {e('dict')}"
