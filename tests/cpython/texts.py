"""texts.py -- random format specs, str methods and arithmetic, held against CPython 3.13.

    texts.py BINARY [--seeds N] [--first SEED] [--show N]

Each seed gives one program a kind, of some hundred expressions that print their value or
the exception they raise. What has no meaning within 64 bits is left out: the reference
finds it. Exits with 0 if every line is equal, 77 if there is no CPython 3.13.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import compare

EXPRESSIONS = 300

PRELUDE = """\
def show(number, function):
    try:
        print(number, repr(function()))
    except BaseException as error:
        print(number, type(error).__name__, error.args)

class Index:
    def __init__(self, number):
        self.number = number
    def __index__(self):
        return self.number
    def __repr__(self):
        return 'Index(%d)' % self.number

class Vector:
    def __init__(self, number):
        self.number = number
    def __repr__(self):
        return 'Vector(%d)' % self.number
    def __add__(self, other):
        return NotImplemented if isinstance(other, float) else ('add', self.number, other)
    def __radd__(self, other):
        return ('radd', self.number, other)
    def __mul__(self, other):
        return NotImplemented
    def __rmul__(self, other):
        return ('rmul', self.number, other)
    def __lt__(self, other):
        return ('lt', self.number)
    def __eq__(self, other):
        return NotImplemented
    def __hash__(self):
        return self.number
    def __neg__(self):
        return 'neg'
    def __abs__(self):
        return 'abs'
    def __round__(self, digits=None):
        return ('round', digits)
    def __divmod__(self, other):
        return 'divmod'
    def __rdivmod__(self, other):
        return 'rdivmod'
    def __int__(self):
        return 7
    def __float__(self):
        return 7.5
    def __len__(self):
        return self.number
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * self.number
    def __format__(self, spec):
        return 'format<' + spec + '>'

class Derived(Vector):
    def __radd__(self, other):
        return ('Derived.radd', self.number)
    def __gt__(self, other):
        return ('Derived.gt', self.number)

nan = float('nan')
inf = float('inf')
"""

# Which of the expressions stay within 64 bits, asked of CPython itself.
REFEREE = """
import json, sys, warnings
warnings.simplefilter('ignore')
prelude, expressions = json.load(sys.stdin)
names = {}
exec(prelude, names)
def fits(value):
    if isinstance(value, int):
        return -2**63 <= value < 2**63
    if isinstance(value, str):
        return len(value) < 1000
    if isinstance(value, (tuple, list)):
        return all(map(fits, value))
    return not isinstance(value, (complex, bytes))
def keeps(expression):
    try:
        return fits(eval(expression, names))
    except (MemoryError, SyntaxError):
        return False
    except Exception:
        return True
print(json.dumps([keeps(e) for e in expressions]))
"""

CHARACTERS = list("aAbBzZ019 _-\t\n.,éÉßǆΣσςİı가나작업🎉ﬁ٣²½\u00a0\u2028'\"\\xX")
QUESTIONS = ("isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace "
             "istitle isupper capitalize casefold lower swapcase title upper").split()


class Maker:
    """Makes random expressions."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.chance = self.random.random
        self.pick = self.random.choice
        self.number = self.random.randint

    def float(self, largest=1e25):
        known = ["0.0", "-0.0", "inf", "-inf", "nan", "1e15", "0.1", "1e-5", "5e-324", "123456789.0"]
        forms = [
            lambda: self.pick(known),
            lambda: repr(round(self.random.uniform(-1000, 1000), self.number(0, 5))),
            lambda: repr(self.random.uniform(-1, 1) * 10.0 ** self.number(-20, 25)),
            lambda: repr(self.number(-20, 20) / 2 ** self.number(0, 5)),
            lambda: repr(self.random.uniform(-1e6, 1e6)),
        ]
        text = self.pick(forms)()
        return text if not abs(float(text)) > largest else "2.5"

    def int(self):
        return str(self.number(*self.pick([(-20, 20), (-20, 20), (-10 ** 6, 10 ** 6), (-2 ** 60, 2 ** 60)])))

    def str(self, most=10):
        return repr("".join(self.pick(CHARACTERS) for _ in range(self.number(0, most))))

    def object(self):
        return self.pick(["None", "[1]", "(1,)", "Vector(2)", "Derived(3)", "Index(3)", "{1: 2}", "{1}", "range(3)",
                          "len", "int", "True", "...", "1", "2.5", "'a'"])

    def value(self, largest=1e25):
        return self.pick([lambda: self.float(largest), self.int, self.str, self.object])()

    def arithmetic_value(self):
        return self.pick([self.float, self.float, self.int, self.int, self.int, self.object])()

    def spec(self):
        text = self.pick(["", "", "*", "0", "é", "가"]) + self.pick("<>^=") if self.chance() < .4 else ""
        text += self.pick("+- ") if self.chance() < .3 else ""
        text += self.pick(["", "", "", "", "z", "#", "0", "#0"])
        text += str(self.number(0, 25)) if self.chance() < .5 else ""
        text += self.pick(",_") if self.chance() < .25 else ""
        text += "." + str(self.number(0, 12)) if self.chance() < .4 else ""
        return text + self.pick(list("bcdeEfFgGnosxX%") + ["", "", "f", "d", "q", "dd", ",_"])

    def percent(self):
        text = "%" + ("(a)" if self.chance() < .05 else "")
        text += "".join(self.pick("-+ #0") for _ in range(self.number(0, 2)))
        text += str(self.number(0, 15)) if self.chance() < .4 else ""
        text += "." + str(self.number(0, 8)) if self.chance() < .3 else ""
        return text + self.pick("diouxXeEfFgGcrsadsfz%")

    def make_formats(self):
        return f"format({self.value()}, {self.spec()!r})"

    def make_fields(self):
        field = self.pick(["", "0", "1", "a", "a.real", "0[0]", "b[k]", "", "{", "}"])
        field += self.pick(["", "", "!r", "!s", "!a", "!x"]) + self.pick(["", ":" + self.spec(), ":{}", ":>{a}"])
        other = self.pick(["", "{}", "{{}}", "{0}", " | {!r}", "}"])
        return f"{'{' + field + '}' + other!r}.format({self.value()}, {self.value()}, a={self.int()}, b={{'k': 1}})"

    def make_percents(self):
        count = self.number(1, 2)
        text = " ".join(self.percent() for _ in range(count))
        values = [self.value(9e18) for _ in range(count)]
        right = "(" + ", ".join(values) + ",)" if self.chance() < .8 else values[0]
        return f"{text!r} % {right}"

    def make_arithmetic(self):
        value = self.arithmetic_value
        forms = [
            lambda: f"({value()}) {self.pick(['+', '-', '*', '/', '//', '%', '&', '|', '^', '@'])} ({value()})",
            lambda: f"({value()}) {self.pick(['<', '<=', '==', '!=', '>', '>=', 'in'])} ({value()})",
            lambda: f"({value()}) ** ({self.number(-4, 9)})",
            lambda: f"({value()}) {self.pick(['<<', '>>'])} ({self.number(-1, 30)})",
            lambda: f"divmod({value()}, {value()})",
            lambda: f"pow({self.int()}, {self.number(-3, 100)}, {self.int()})",
            lambda: f"round({value()}, {self.number(-6, 12)})",
            lambda: f"{self.pick(['round', 'int', 'float', 'bool', 'str', 'abs', 'hex', 'bin', 'oct', 'len', 'list'])}"
                    f"({value()})",
            lambda: f"hash({self.pick([self.float, self.int])()})".replace("nan", "0.5"),
            lambda: f"{self.pick('-+~')}({value()})",
            lambda: f"({self.float()}).{self.pick(['hex()', 'is_integer()', 'as_integer_ratio()', 'real', '__floor__()'])}",
            lambda: f"({self.int()}).{self.pick(['bit_length()', 'bit_count()', 'denominator', '__ceil__()'])}",
            lambda: f"int({self.pick([self.str, lambda: repr(self.int())])()}, {self.pick([0, 2, 10, 16, 36])})",
            lambda: f"float({self.pick([self.str, lambda: repr(self.float())])()})",
        ]
        return self.pick(forms)()

    def make_methods(self):
        text = self.str(12)
        part = self.pick([self.str(2), self.str(1), "'a'", "' '", "'가'"])
        index = lambda: self.pick(["None", str(self.number(-15, 15))])
        forms = [
            lambda: f"s.{self.pick(QUESTIONS)}()",
            lambda: f"s.{self.pick(QUESTIONS)}()",
            lambda: f"s.{self.pick(['find', 'rfind', 'index', 'rindex', 'count', 'startswith', 'endswith'])}"
                    f"({part}{self.pick(['', f', {index()}', f', {index()}, {index()}'])})",
            lambda: f"s.{self.pick(['center', 'ljust', 'rjust'])}({self.number(-3, 25)}{self.pick(['', f', {part}'])})",
            lambda: f"s.zfill({self.number(-3, 25)})",
            lambda: f"s.expandtabs({self.pick(['', '0', '3', '-1', 'tabsize=4'])})",
            lambda: f"s.join([{self.str()}, {self.str()}, {self.str()}])",
            lambda: f"s.{self.pick(['strip', 'lstrip', 'rstrip'])}({self.pick(['', self.str(4), 'None'])})",
            lambda: f"s.{self.pick(['split', 'rsplit'])}({self.pick(['', part, 'None', 'sep=' + part])}"
                    f"{self.pick(['', f', maxsplit={self.number(-1, 3)}'])})".replace("(, ", "("),
            lambda: f"s.splitlines({self.pick(['', 'True', 'keepends=True'])})",
            lambda: f"s.{self.pick(['partition', 'rpartition', 'removeprefix', 'removesuffix'])}({part})",
            lambda: f"s.replace({part}, {self.str(3)}{self.pick(['', f', {self.number(-1, 3)}'])})",
            lambda: "s.translate(str.maketrans('ab가', 'xy나', 'é'))",
            lambda: f"s[{index()}:{index()}:{self.pick(['', -3, -2, -1, 1, 2, 3])}]",
            lambda: f"s[{self.number(-12, 12)}]",
            lambda: f"{part} in s, s {self.pick(['<', '<=', '==', '!=', '>', '>='])} {part}",
            lambda: f"s * {self.number(-1, 4)} + {part}",
            lambda: f"{self.pick(['list', 'repr', 'ascii', 'len', 'sorted', 'tuple'])}(s)",
        ]
        return f"(lambda s: ({self.pick(forms)()}))({text})"


KINDS = ["formats", "fields", "percents", "arithmetic", "methods"]


def program_of(python, seed, kind):
    maker = Maker(f"{kind} {seed}")
    expressions = [getattr(maker, "make_" + kind)() for _ in range(EXPRESSIONS)]
    told = subprocess.run([python, "-c", REFEREE], input=json.dumps([PRELUDE, expressions]), capture_output=True,
                          text=True, check=True).stdout
    kept = [e for e, keep in zip(expressions, json.loads(told)) if keep]
    return PRELUDE + "".join(f"show({i}, lambda: ({e}))\n" for i, e in enumerate(kept)), kept


def lines_of(command):
    environment = dict(os.environ, PYTHONUTF8="1", PYTHONWARNINGS="ignore")
    return subprocess.run(command, capture_output=True, env=environment).stdout.decode().split("\n")


def differences(binary, python, seed, kind):
    program, expressions = program_of(python, seed, kind)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "texts.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(program)
        theirs, ours = lines_of([python, path]), lines_of([binary, "run", path])
    if len(ours) < len(theirs):
        yield expressions[len(ours) - 1], theirs[len(ours) - 1], "(the run ended)"
    for expression, wanted, got in zip(expressions, theirs, ours):
        if wanted != got and " at 0x" not in wanted:
            yield expression, wanted, got


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("binary")
    arguments.add_argument("--seeds", type=int, default=4)
    arguments.add_argument("--first", type=int, default=1)
    arguments.add_argument("--show", type=int, default=10)
    options = arguments.parse_args()
    python = compare.find_python()
    if not python:
        print("no CPython 3.13 here")
        return 77
    count = 0
    for seed in range(options.first, options.first + options.seeds):
        for kind in KINDS:
            for expression, wanted, got in differences(options.binary, python, seed, kind):
                count += 1
                if count <= options.show:
                    print(f"{kind} {seed}: {expression}\n    CPython   {wanted}\n    Coroscope {got}")
    print(f"{options.seeds * len(KINDS)} programs, {count} lines differ")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
