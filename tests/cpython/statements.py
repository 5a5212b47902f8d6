"""statements.py -- random plain functions, classes and generators: the synchronous part."""

from expressions import KINDS, Expressions, Names

ERRORS = ["ValueError", "KeyError", "RuntimeError", "ZeroDivisionError", "LookupError", "Oops", "IndexError", "TypeError"]


class Writer:
    """Lines of Python with their indentation."""

    def __init__(self):
        self.lines = []
        self.level = 0

    def line(self, text):
        self.lines.append("    " * self.level + text)

    def block(self, head):
        self.line(head)
        return self

    def __enter__(self):
        self.level += 1

    def __exit__(self, *_):
        self.level -= 1


class Functions(Expressions):
    """Writes plain functions f0, f1, ...; each calls only those after it."""

    def __init__(self, random, writer):
        super().__init__(random)
        self.out = writer
        self.counter = 0
        self.functions = []  # (name, kinds of its parameters, kind of its result)
        self.depth = 0

    def fresh(self, start):
        self.counter += 1
        return f"{start}{self.counter}"

    def call(self, names, depth=1):
        name, kinds, _ = self.random.choice(self.functions)
        return f"{name}(" + ", ".join(self.expression(kind, names, depth) for kind in kinds) + ")"

    def prelude(self):
        out = self.out
        with out.block("class Oops(Exception):"):
            with out.block("def __init__(self, code, note=''):"):
                out.line("super().__init__(code, note)")
                out.line("self.code = code")
        out.line("")

    def class_with_operators(self, name):
        random, out = self.random, self.out
        with out.block(f"class {name}:"):
            out.line(f"made = {random.below(3)}")
            with out.block("def __init__(self, value):"):
                out.line("self.value = value")
                out.line(f"{name}.made += 1")
            with out.block("def __repr__(self):"):
                out.line(f"return f'{name}({{self.value}})'")
            with out.block("def __add__(self, other):"):
                with out.block(f"if not isinstance(other, ({name}, int)):"):
                    out.line("return NotImplemented")
                out.line(f"return {name}(self.value + (other if isinstance(other, int) else other.value))")
            if random.chance(60):
                with out.block("def __eq__(self, other):"):
                    out.line(f"return isinstance(other, {name}) and self.value == other.value")
                with out.block("def __hash__(self):"):
                    out.line("return hash(self.value)")
            if random.chance(60):
                with out.block("def __lt__(self, other):"):
                    out.line("return self.value < other.value")
            if random.chance(50):
                with out.block("def __getitem__(self, index):"):
                    with out.block("if index >= self.value % 5:"):
                        out.line("raise IndexError(index)")
                    out.line("return index * 2")
            if random.chance(40):
                with out.block("def __bool__(self):"):
                    out.line("return self.value % 2 == 0")
            if random.chance(50):
                out.line("@property")
                with out.block("def double(self):"):
                    out.line("return self.value * 2")
            with out.block("def __enter__(self):"):
                out.line(f"print('enter', self)")
                out.line("return self")
            with out.block("def __exit__(self, kind, error, trace):"):
                out.line("print('exit', self, kind and kind.__name__)")
                out.line(f"return {random.choice(['False', 'None', 'kind is ValueError'])}")
            if random.chance(40):
                with out.block("def __del__(self):"):
                    out.line("print('gone', self.value)")
        out.line("")

    def use_of_class(self, name, names):
        out, random = self.out, self.random
        thing = self.fresh("o")
        out.line(f"{thing} = {name}({self.expression('int', names)})")
        form = random.below(6)
        if form == 0:
            out.line(f"print({thing} + {self.random.choice(['1', thing, name + '(4)'])}, bool({thing}))")
        elif form == 1:
            out.line(f"print({thing}.value, {name}.made, {thing})")
        elif form == 2:
            out.line(f"print(getattr({thing}, 'double', 'none'), hasattr({thing}, 'triple'))")
        elif form == 3:
            with out.block("try:"):
                out.line(f"print({thing} + 'x')")
            with out.block("except TypeError as error:"):
                out.line("print(error)")
        elif form == 4:
            with out.block("try:"):
                out.line(f"print(list({thing})[:4])")
            with out.block("except TypeError as error:"):
                out.line("print(error)")
        else:
            out.line(f"print(sorted([{name}(3), {name}(1), {thing}], key=lambda o: o.value))")
        if random.chance(50):
            out.line(f"del {thing}")

    def function(self, name):
        """A plain function."""
        random, out = self.random, self.out
        kinds = [random.choice(KINDS) for _ in range(random.below(4))]
        parameters = [self.fresh("p") for _ in kinds]
        names = Names()
        for kind, parameter in zip(kinds, parameters):
            names.add(kind, parameter)
        result = random.choice(KINDS)
        with out.block(f"def {name}({', '.join(parameters)}):"):
            self.body(names, random.between(2, 5), 2)
            out.line(f"return {self.expression(result, names)}")
        out.line("")
        self.functions.append((name, kinds, result))

    def body(self, names, count, depth):
        for _ in range(count):
            self.statement(names, depth)

    def statement(self, names, depth):
        random, out = self.random, self.out
        form = random.below(26 if depth > 0 else 12)
        if form < 5:
            kind = random.choice(KINDS)
            name = self.fresh("v")
            out.line(f"{name} = {self.expression(kind, names)}")
            names.add(kind, name)
        elif form < 8:
            out.line(f"print({', '.join(self.any(names, 1) for _ in range(random.between(1, 2)))})")
        elif form == 8:
            lists = names.of("list")
            if lists:
                out.line(f"{random.choice(lists)}.append({self.expression('int', names, 1)})")
            else:
                out.line(f"print({self.fstring(names)})")
        elif form == 9:
            ints = names.of("int")
            if ints:
                out.line(f"{random.choice(ints)} {random.choice(['+=', '-=', '|='])} {random.below(5)}")
            else:
                out.line("pass")
        elif form == 10:
            first, second = self.fresh("v"), self.fresh("v")
            out.line(f"{first}, *{second} = [{self.expression('int', names, 1)}, *{self.expression('list', names, 1)}]")
            names.add("int", first)
            names.add("list", second)
        elif form == 11:
            if self.functions:
                out.line(f"print({self.call(names)})")
            else:
                out.line("pass")
        elif form < 15:
            with out.block(f"if {self.expression('bool', names)}:"):
                self.body(Names(names), random.between(1, 2), depth - 1)
            if random.chance(50):
                with out.block("else:"):
                    self.body(Names(names), random.between(1, 2), depth - 1)
        elif form < 18:
            self.loop(names, depth)
        elif form < 21:
            self.guarded(names, lambda inner: self.body(inner, random.between(1, 3), depth - 1))
        elif form == 21:
            self.closure(names)
        elif form == 22:
            self.generator(names)
        elif form == 23:
            error = random.choice(ERRORS)
            with out.block(f"if {self.expression('bool', names, 1)}:"):
                out.line(f"raise {error}({self.expression('int', names, 1)})")
        elif form == 24:
            out.line(f"assert {self.expression('bool', names, 1)}, {self.expression('str', names, 1)}")
        else:
            self.with_statement(names, depth)

    def loop(self, names, depth):
        random, out = self.random, self.out
        name = self.fresh("i")
        inner = Names(names)
        if random.chance(30):
            out.line(f"{name} = {random.between(1, 3)}")
            with out.block(f"while {name} > 0:"):
                out.line(f"{name} -= 1")
                self.body(inner, random.between(1, 2), depth - 1)
                self.leave(inner)
        else:
            with out.block(f"for {name} in {random.choice([f'range({random.between(1, 3)})', self.atom('list', names, 1) + '[:3]'])}:"):
                inner.add("int", name)
                self.body(inner, random.between(1, 2), depth - 1)
                self.leave(inner)
        if random.chance(20):
            with out.block("else:"):
                out.line(f"print('else', {self.any(names, 1)})")

    def leave(self, names):
        if self.random.chance(30):
            with self.out.block(f"if {self.expression('bool', names, 1)}:"):
                self.out.line(self.random.choice(["break", "continue"]))

    def guarded(self, names, write_body, errors=ERRORS, catch_all="Exception"):
        """try, with some of except, else and finally."""
        random, out = self.random, self.out
        with out.block("try:"):
            write_body(Names(names))
        form = random.below(10)
        if form < 8:
            error = random.choice([catch_all, catch_all, random.choice(errors), f"({random.choice(errors)}, {random.choice(errors)})"])
            variable = random.choice(["error", "e"])
            with out.block(f"except {error} as {variable}:"):
                out.line(f"print('caught', type({variable}).__name__, {variable})")
                self.in_handler(names, variable)
            if error != catch_all and random.chance(70):
                with out.block(f"except {catch_all} as {variable}:"):
                    out.line(f"print('other', repr({variable}), type({variable}.__context__).__name__)")
            if random.chance(25):
                with out.block("else:"):
                    out.line(f"print('else', {self.any(names, 1)})")
        if form >= 8 or random.chance(30):
            with out.block("finally:"):
                out.line(f"print('finally', {self.any(names, 1)})")

    def in_handler(self, names, variable):
        random, out = self.random, self.out
        form = random.below(10)
        if form == 0:
            out.line("raise")
        elif form == 1:
            out.line(f"raise {random.choice(ERRORS)}({self.expression('int', names, 1)}) from {random.choice([variable, 'None'])}")
        elif form == 2:
            out.line(f"raise Oops({self.expression('int', names, 1)}, {self.expression('str', names, 1)})")
        elif form == 3:
            out.line(f"print({variable}.args, {variable}.__cause__)")

    def closure(self, names):
        random, out = self.random, self.out
        counter, function = self.fresh("n"), self.fresh("g")
        out.line(f"{counter} = {self.expression('int', names, 1)}")
        with out.block(f"def {function}(step={random.below(4)}, *rest, scale=1, **more):"):
            out.line(f"nonlocal {counter}")
            out.line(f"{counter} += step * scale + len(rest)")
            out.line(f"return {counter}, sorted(more)")
        arguments = random.choice(["", "2", "1, 2, 3", "scale=2", "4, scale=3, k=1", "*[1, 2], **{'b': 1, 'a': 2}"])
        out.line(f"print({function}({arguments}), {function}(), {counter})")

    def generator(self, names):
        random, out = self.random, self.out
        function, thing = self.fresh("gen"), self.fresh("it")
        with out.block(f"def {function}(n):"):
            with out.block("try:"):
                with out.block("for k in range(n):"):
                    out.line("got = yield k")
                    with out.block("if got:"):
                        out.line("print('got', got)")
                if random.chance(40):
                    out.line("yield from 'ab'")
                out.line("return 'end'")
            if random.chance(50):
                with out.block("except ValueError as error:"):
                    out.line("print('thrown', error)")
                    out.line("yield -1")
            with out.block("finally:"):
                out.line("print('closing')")
        form = random.below(4)
        if form == 0:
            out.line(f"print(list({function}({random.below(4)})))")
        elif form == 1:
            out.line(f"{thing} = {function}(3)")
            out.line(f"print(next({thing}), {thing}.send({self.constant('str')}), next({thing}, 'no more'))")
            if random.chance(50):
                out.line(f"del {thing}")
        elif form == 2:
            out.line(f"{thing} = {function}({random.between(1, 2)})")
            out.line(f"print(next({thing}))")
            with out.block("try:"):
                out.line(f"print({thing}.throw(ValueError('in')))")
                out.line(f"print(next({thing}))")
            with out.block("except (StopIteration, ValueError) as error:"):
                out.line("print(type(error).__name__, error.args)")
        else:
            with out.block(f"for {thing} in {function}(3):"):
                out.line(f"print({thing})")
                with out.block(f"if {thing} == 1:"):
                    out.line("break")

    def with_statement(self, names, depth):
        with self.out.block(f"with Thing0({self.expression('int', names, 1)}) as held:"):
            self.body(Names(names), self.random.between(1, 2), depth - 1)
