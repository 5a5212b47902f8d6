"""generate.py -- random asyncio programs: a seed gives the same text on every Python.

    generate.py SEED [SEED ...]      prints the programs

A program has plain functions, async generators, coroutines w0, w1, ... of which each
starts only those after it (so every program ends), and a main. What a program shows is
compared, so they print much, and durations often collide, so that ties are tried.
"""

import sys

from asyncio_forms import AsyncioForms
from expressions import Names, Random
from statements import Functions, Writer

DURATIONS = ["0", "0.1", "0.2", "0.3", "0.1", "0.2", "0.5", "1", "0.05", "0.15", "1/3", "0.1 * 3", "0.7", "0.25", "2", "-1", "0.0001"]
ASYNC_ERRORS = ["ValueError", "KeyError", "RuntimeError", "asyncio.CancelledError", "TimeoutError", "Oops", "Exception"]


class Program(AsyncioForms, Functions):
    def __init__(self, seed):
        random = Random(seed)
        super().__init__(random, Writer())
        self.workers = []  # (name, kinds of parameters)
        self.streams = []
        self.classes = []
        self.tasks = []  # variables that hold tasks, in the function being written
        self.callback_depth = 0
        self.locals = [{}]
        self.plain = random.choice([0, 10, 20, 30, 40, 80])  # how much of the statements is synchronous
        self.spice = {form: random.choice([0, 1, 2, 4]) for form in self.forms()}
        self.budget = 0

    # ---- the whole ------------------------------------------------------------

    def write(self):
        random, out = self.random, self.out
        out.line("import asyncio")
        out.line("import time")
        out.line("import random")
        out.line("import contextvars")
        out.line("from contextlib import asynccontextmanager, suppress")
        out.line("from dataclasses import dataclass, field")
        out.line("from enum import Enum, auto")
        out.line("")
        self.prelude()
        self.class_with_operators("Thing0")
        self.classes.append("Thing0")
        out.line("tasks = []")
        out.line("")
        self.helpers()
        for number in range(random.below(4)):
            self.function(f"f{number}")
        self.functions.reverse()
        for number in range(random.between(1, 2)):
            self.stream(f"s{number}")
        count = random.between(2, 4)
        for number in reversed(range(count)):
            self.worker(f"w{number}")
        self.primitives()
        self.main()
        self.try_functions()
        self.start()
        return "\n".join(out.lines) + "\n"

    def helpers(self):
        out = self.out
        with out.block("def now():"):
            out.line("return round(time.monotonic(), 6)")
        out.line("")
        with out.block("def told(task):"):
            out.line("print(now(), 'callback', task.cancelled() or task.exception() or task.result())")
        out.line("")
        with out.block("def spawn(coroutine, **more):"):
            out.line("task = asyncio.create_task(coroutine, **more)")
            out.line("tasks.append(task)")
            out.line("return task")
        out.line("")
        self.context_prelude()
        out.line("@asynccontextmanager")
        with out.block("async def session(name, delay=0.1):"):
            out.line("print(now(), 'open', name)")
            out.line("await asyncio.sleep(delay)")
            with out.block("try:"):
                out.line("yield name.upper()")
            with out.block("finally:"):
                out.line("print(now(), 'close', name)")
                if self.random.chance(60):
                    out.line("await asyncio.sleep(delay)")
                    out.line("print(now(), 'closed', name)")
        out.line("")
        with out.block("class Connection:"):
            with out.block("async def __aenter__(self):"):
                out.line(f"await asyncio.sleep({self.duration()})")
                out.line("print(now(), 'connected')")
                out.line("return self")
            with out.block("async def __aexit__(self, kind, error, trace):"):
                out.line(f"await asyncio.sleep({self.duration()})")
                out.line("print(now(), 'disconnected', kind.__name__ if kind else kind)")
                out.line(f"return {self.random.choice(['False', 'kind is ValueError'])}")
            with out.block("def __await__(self):"):
                out.line(f"yield from asyncio.sleep({self.duration()}).__await__()")
                out.line("return 'awaited'")
        out.line("")

    def primitives(self):
        random, out = self.random, self.out
        out.line("lock = asyncio.Lock()")
        out.line(f"semaphore = asyncio.{random.choice(['Semaphore', 'BoundedSemaphore'])}({random.between(1, 2)})")
        out.line("event = asyncio.Event()")
        out.line("condition = asyncio.Condition()")
        out.line(f"barrier = asyncio.Barrier({random.between(2, 3)})")
        out.line(f"queue = asyncio.{random.choice(['Queue', 'Queue', 'PriorityQueue', 'LifoQueue'])}({random.below(3)})")
        out.line("")

    def try_functions(self):
        """Every plain function is called by itself, before the loop runs."""
        for name, kinds, _ in self.functions:
            with self.out.block("try:"):
                arguments = ", ".join(self.constant(kind) for kind in kinds)
                self.out.line(f"print('{name}', {name}({arguments}))")
            with self.out.block("except Exception as error:"):
                self.out.line(f"print('{name} raised', repr(error))")

    def start(self):
        random, out = self.random, self.out
        form = random.below(13)
        if form > 9:
            self.start_by_hand()
        elif form < 5:
            with out.block("try:"):
                out.line("asyncio.run(main())")
            with out.block("finally:"):
                out.line("tasks.clear()")
        elif form < 8:
            with out.block("try:"):
                out.line("print('result', asyncio.run(main()))")
            with out.block("except BaseException as error:"):
                out.line("print('run raised', type(error).__name__, error)")
        elif form == 8:
            with out.block("for turn in range(2):"):
                with out.block("try:"):
                    out.line("print('run', turn, asyncio.run(main()))")
                with out.block("except Exception as error:"):
                    out.line("print('run raised', type(error).__name__, error)")
                out.line("tasks.clear()")
        else:
            with out.block("with asyncio.Runner() as runner:"):
                out.line("print(runner.run(main()))")
                out.line("print(time.time(), runner.get_loop().time())")
        out.line("tasks.clear()  # so that nothing is finalised by chance, at exit")
        out.line("print('end', time.monotonic())")

    # ---- functions ------------------------------------------------------------

    def duration(self):
        if self.random.chance(6):
            return f"0.00{self.random.below(10)}{self.random.below(1000)}"
        return self.random.choice(DURATIONS)

    def stream(self, name):
        random, out = self.random, self.out
        with out.block(f"async def {name}(count, delay=0.1):"):
            with out.block("try:"):
                with out.block("for k in range(count):"):
                    out.line(random.choice(["await asyncio.sleep(delay)", "await asyncio.sleep(delay * k)", "pass"]))
                    if random.chance(25):
                        with out.block(f"if k == {random.between(1, 3)}:"):
                            out.line(f"raise {random.choice(['ValueError', 'Oops'])}(k)")
                    out.line(random.choice(["yield k", "yield k", "got = yield k * 10", "yield [k]"]))
            with out.block("finally:"):
                out.line(f"print(now(), '{name} closes')")
                if random.chance(40):
                    out.line(f"await asyncio.sleep({self.duration()})")
                    out.line(f"print(now(), '{name} closed')")
        out.line("")
        self.streams.append(name)

    def worker(self, name):
        random, out = self.random, self.out
        kinds = [random.choice(["int", "str", "list", "float"]) for _ in range(random.below(3))]
        parameters = [self.fresh("p") for _ in kinds]
        names = Names()
        for kind, parameter in zip(kinds, parameters):
            names.add(kind, parameter)
        self.tasks = []
        with out.block(f"async def {name}({', '.join(parameters)}):"):
            if random.chance(75):
                out.line(f"print(now(), '{name} starts', {', '.join(parameters) or repr(random.choice('abc'))})")
            self.budget = random.between(7, 16)
            self.async_body(names, random.between(3, 6), 3)
            if random.chance(70):
                out.line(f"return {self.any(names, 1)}")
        out.line("")
        self.workers.append((name, kinds))

    def main(self):
        random, out = self.random, self.out
        self.tasks = []
        with out.block("async def main():"):
            names = Names()
            self.budget = random.between(12, 24)
            if random.chance(40):
                out.line("event.clear()")
            if random.chance(50):
                out.line("asyncio.get_running_loop().set_exception_handler(complain)")
            for _ in range(random.between(1, 4)):
                self.make_task(names)
            self.async_body(names, random.between(3, 7), 3)
            if random.chance(75):
                with out.block("for task in tasks:"):
                    with out.block("try:"):
                        wait = random.choice(["task", "task", "asyncio.wait_for(task, 2)", "asyncio.shield(task)"])
                        out.line(f"print(now(), task.get_name(), await {wait})")
                    with out.block("except (Exception, asyncio.CancelledError) as error:"):
                        out.line("print(now(), task.get_name(), repr(error))")
            if random.chance(30):
                out.line("print(sorted(task.get_name() for task in asyncio.all_tasks()))")
            out.line(f"return {self.any(names, 1)}")
        out.line("")

    # ---- statements -----------------------------------------------------------

    def forms(self):
        return [name[5:] for name in sorted(dir(type(self))) if name.startswith("form_")]

    def async_body(self, names, count, depth):
        written = len(self.out.lines)
        for _ in range(count):
            if self.budget <= 0:
                break
            self.async_statement(names, depth)
        if len(self.out.lines) == written:
            self.out.line(f"print(now(), {self.any(names, 1)})")

    def async_statement(self, names, depth):
        self.budget -= 1
        random = self.random
        if random.below(100) < self.plain:
            return self.statement(names, min(depth, 1))
        structured = ("if", "loop", "try", "lock", "semaphore", "timeout", "group", "condition", "stream", "session",
                      "connection", "nested", "suppress", "deadline", "jobs", "meeting")
        weights = []
        for form, spice in self.spice.items():
            if depth <= 0 and form in structured:
                continue
            weights.append((form, spice + (3 if form in ("sleep", "print", "task", "try", "gather") else 0) or 0))
        weights = [(form, weight) for form, weight in weights if weight]
        getattr(self, "form_" + random.weighted(weights))(names, depth)

    def log(self, *facts):
        self.out.line(f"print({', '.join(('now()',) + facts)})")

    def coroutine(self, names):
        """A call that gives a coroutine."""
        if not self.workers or self.random.chance(15):
            return f"asyncio.sleep({self.duration()}, {self.constant('int')})"
        name, kinds = self.random.choice(self.workers)
        return f"{name}(" + ", ".join(self.expression(kind, names, 1) for kind in kinds) + ")"

    def awaitable(self, names):
        if self.tasks and self.random.chance(40):
            return self.random.choice(self.tasks)
        return self.coroutine(names)

    def make_task(self, names):
        random, out = self.random, self.out
        name = self.fresh("t")
        named = f", name={random.choice(['left', 'right', '작업'])!r}" if random.chance(20) else ""
        if random.chance(75):
            out.line(f"{name} = spawn({self.coroutine(names)}{named})")
        else:
            out.line(f"{name} = asyncio.create_task({self.coroutine(names)}{named})")
        self.tasks.append(name)
        if random.chance(15):
            out.line(f"{name}.add_done_callback(told)")
        return name

    def inner(self, names, count, depth):
        """A body whose variables are not known after it."""
        tasks = list(self.tasks)
        self.async_body(Names(names), count, depth - 1)
        self.tasks = tasks

    def form_print(self, names, depth):
        self.log(self.any(names), *([self.fstring(names)] if self.random.chance(30) else []))

    def form_sleep(self, names, depth):
        if self.random.chance(20):
            self.log(f"await asyncio.sleep({self.duration()}, {self.any(names, 1)})")
        else:
            self.out.line(f"await asyncio.sleep({self.duration()})")

    def form_yield(self, names, depth):
        self.out.line("await asyncio.sleep(0)")

    def form_block(self, names, depth):
        self.out.line(f"{self.random.choice(['cpu', 'time.sleep'])}({self.random.choice(['0.1', '0.05', '0.2', '0', '0.3', '0.001'])})")

    def form_variable(self, names, depth):
        kind = self.random.choice(["int", "str", "list", "float"])
        name = self.fresh("v")
        self.out.line(f"{name} = {self.expression(kind, names)}")
        names.add(kind, name)

    def form_if(self, names, depth):
        out = self.out
        with out.block(f"if {self.expression('bool', names)}:"):
            self.inner(names, self.random.between(1, 2), depth)
        if self.random.chance(40):
            with out.block("else:"):
                self.inner(names, self.random.between(1, 2), depth)

    def form_loop(self, names, depth):
        random, out = self.random, self.out
        name = self.fresh("i")
        with out.block(f"for {name} in range({random.between(2, 3)}):"):
            inner = Names(names)
            inner.add("int", name)
            self.inner(inner, random.between(1, 3), depth)
            self.leave(inner)

    def form_try(self, names, depth):
        self.guarded(names, lambda inner: self.inner(inner, self.random.between(1, 3), depth), ASYNC_ERRORS,
                     self.random.choice(["Exception", "Exception", "BaseException", "asyncio.CancelledError", "(Exception, asyncio.CancelledError)"]))

    def form_task(self, names, depth):
        self.make_task(names)

    def form_await(self, names, depth):
        random, out = self.random, self.out
        if random.chance(50):
            with out.block("try:"):
                self.log(f"await {self.awaitable(names)}")
            with out.block(f"except {random.choice(['Exception', 'ValueError', 'asyncio.CancelledError', '(Exception, asyncio.CancelledError)'])} as error:"):
                self.log("'awaited', repr(error)")
        else:
            self.log(f"await {self.awaitable(names)}")

    def form_cancel(self, names, depth):
        if not self.tasks:
            return self.make_task(names)
        task = self.random.choice(self.tasks)
        message = self.random.choice(["", "", "'stop'", "msg='why'"])
        self.random.choice([
            lambda: self.log(f"{task}.cancel({message})"),
            lambda: self.out.line(f"{task}.cancel({message})"),
            lambda: self.out.line(f"asyncio.get_running_loop().call_later({self.duration()}, {task}.cancel)"),
            lambda: self.out.line(f"asyncio.get_running_loop().call_soon({task}.cancel)"),
        ])()

    def form_state(self, names, depth):
        task = self.random.choice(self.tasks) if self.tasks else "asyncio.current_task()"
        self.log(*self.random.choice([
            (f"{task}.done()", f"{task}.cancelled()"), (f"{task}.cancelling()", f"{task}.get_name()"), (f"{task}.uncancel()",),
            (f"{task}.done() and not {task}.cancelled() and {task}.exception()",), (f"{task}.get_coro().__name__",),
            ("asyncio.current_task().get_name()",), ("len(asyncio.all_tasks())",),
            ("[task.get_name() for task in asyncio.all_tasks()]",),
        ]))

    def form_self_cancel(self, names, depth):
        if self.random.chance(60):
            with self.out.block("try:"):
                self.out.line(f"asyncio.current_task().cancel({self.random.choice(['', repr('self')])})")
                self.out.line(f"await asyncio.sleep({self.duration()})")
            with self.out.block("except asyncio.CancelledError as error:"):
                self.log("'self', error.args, asyncio.current_task().cancelling()")
                if self.random.chance(60):
                    self.out.line("asyncio.current_task().uncancel()")
        else:
            self.out.line("asyncio.current_task().cancel()")

    def form_result(self, names, depth):
        task = self.random.choice(self.tasks) if self.tasks else None
        if not task:
            return self.form_sleep(names, depth)
        with self.out.block("try:"):
            self.log(f"{task}.{self.random.choice(['result', 'exception'])}()")
        with self.out.block("except (Exception, asyncio.CancelledError) as error:"):
            self.log("repr(error)")

    def form_gather(self, names, depth):
        random, out = self.random, self.out
        parts = [self.awaitable(names) for _ in range(random.between(1, 3))]
        if random.chance(15):
            parts = [f"*[{self.coroutine(names)} for _ in range({random.below(4)})]"]
        more = random.choice(["", ", return_exceptions=True", ", return_exceptions=True"])
        call = f"asyncio.gather({', '.join(parts)}{more})"
        form = random.below(4)
        if form == 0:
            self.log(f"await {call}")
        elif form == 1:
            with out.block("try:"):
                self.log(f"await {call}")
            with out.block("except (Exception, asyncio.CancelledError) as error:"):
                self.log("'gathered', repr(error)")
        elif form == 2:
            name = self.fresh("t")
            out.line(f"{name} = {call}")
            out.line(f"await asyncio.sleep({self.duration()})")
            if random.chance(40):
                self.log(f"{name}.cancel()")
            with out.block("try:"):
                self.log(f"await {name}")
            with out.block("except (Exception, asyncio.CancelledError) as error:"):
                self.log("'gathered', repr(error)")
        else:
            with out.block("try:"):
                self.log(f"await asyncio.wait_for({call}, {self.duration()})")
            with out.block("except (Exception, asyncio.CancelledError) as error:"):
                self.log("'gathered', repr(error)")

    def form_wait_for(self, names, depth):
        out = self.out
        what = self.random.choice([self.awaitable(names), self.awaitable(names), "event.wait()", "queue.get()", "lock.acquire()", "barrier.wait()"])
        with out.block("try:"):
            self.log(f"await asyncio.wait_for({what}, {self.random.choice([self.duration(), self.duration(), 'None' if '.' not in what else '1'])})")
        with out.block(f"except {self.random.choice(['TimeoutError', 'asyncio.TimeoutError', '(Exception, asyncio.CancelledError)'])} as error:"):
            self.log("'waited for', repr(error)")

    def form_shield(self, names, depth):
        out = self.out
        with out.block("try:"):
            if self.random.chance(50):
                self.log(f"await asyncio.wait_for(asyncio.shield({self.awaitable(names)}), {self.duration()})")
            else:
                self.log(f"await asyncio.shield({self.awaitable(names)})")
        with out.block("except (Exception, asyncio.CancelledError) as error:"):
            self.log("'shield', repr(error)")

    def form_wait(self, names, depth):
        random, out = self.random, self.out
        parts = [random.choice(self.tasks) if self.tasks and random.chance(50) else f"spawn({self.coroutine(names)})"
                 for _ in range(random.between(1, 3))]
        more = random.choice(["", f", timeout={self.duration()}", ", return_when=asyncio.FIRST_COMPLETED",
                              ", return_when=asyncio.FIRST_EXCEPTION", f", timeout={self.duration()}, return_when='FIRST_COMPLETED'"])
        done, pending = self.fresh("done"), self.fresh("pending")
        out.line(f"{done}, {pending} = await asyncio.wait([{', '.join(parts)}]{more})")
        self.log(f"[task.get_name() for task in {done}]", f"[task.get_name() for task in {pending}]")
        if random.chance(50):
            with out.block(f"for task in {pending}:"):
                out.line("task.cancel()")

    def form_as_completed(self, names, depth):
        random, out = self.random, self.out
        parts = ", ".join(self.awaitable(names) for _ in range(random.between(1, 3)))
        timeout = f", timeout={self.duration()}" if random.chance(35) else ""
        with out.block("try:"):
            if random.chance(60):
                with out.block(f"for next_one in asyncio.as_completed([{parts}]{timeout}):"):
                    self.log("await next_one")
            else:
                with out.block(f"async for next_one in asyncio.as_completed([{parts}]{timeout}):"):
                    self.log("next_one.get_name(), next_one.cancelled() or next_one.exception()")
        with out.block("except (Exception, asyncio.CancelledError) as error:"):
            self.log("'completed', repr(error)")

    def form_lock(self, names, depth):
        out = self.out
        if self.random.chance(75):
            with out.block("async with lock:"):
                self.log("'locked'", "lock.locked()")
                self.inner(names, self.random.between(1, 2), depth)
        else:
            with out.block("try:"):
                with out.block("async with asyncio.timeout(1.5):"):
                    out.line("await lock.acquire()")
            with out.block("except TimeoutError:"):
                self.log("'no lock'")
            with out.block("else:"):
                with out.block("try:"):
                    out.line(f"await asyncio.sleep({self.duration()})")
                with out.block("finally:"):
                    out.line("lock.release()")

    def form_semaphore(self, names, depth):
        with self.out.block("async with semaphore:"):
            self.log("'inside'", "semaphore.locked()")
            self.inner(names, self.random.between(1, 2), depth)

    def form_event(self, names, depth):
        random = self.random
        form = random.below(6)
        if form < 2:
            self.out.line("event.set()")
        elif form == 2:
            self.out.line("event.clear()")
        elif form == 3:
            self.out.line(f"asyncio.get_running_loop().call_later({self.duration()}, event.set)")
        elif form == 4:
            self.log("event.is_set()")
        else:
            with self.out.block("with suppress(TimeoutError):"):
                self.log(f"await asyncio.wait_for(event.wait(), {self.duration()})")

    def form_condition(self, names, depth):
        random, out = self.random, self.out
        with out.block("async with condition:"):
            form = random.below(5)
            if form == 0:
                out.line(f"condition.notify({random.choice(['', '1', '2'])})")
            elif form == 1:
                out.line("condition.notify_all()")
            elif form == 2:
                with out.block("try:"):
                    self.log(f"await asyncio.wait_for(condition.wait(), {self.duration()})")
                with out.block("except TimeoutError:"):
                    self.log("'not notified', condition.locked()")
            elif form == 3:
                with out.block("try:"):
                    with out.block(f"async with asyncio.timeout({self.duration()}):"):
                        self.log("await condition.wait_for(event.is_set)")
                with out.block("except TimeoutError:"):
                    self.log("'not so'")
            else:
                self.inner(names, 1, depth)
                out.line("condition.notify_all()")

    def form_barrier(self, names, depth):
        out = self.out
        with out.block("try:"):
            with out.block(f"async with asyncio.timeout({self.duration()}):"):
                self.log("'barrier', await barrier.wait()")
        with out.block("except (TimeoutError, asyncio.BrokenBarrierError) as error:"):
            self.log("'barrier', type(error).__name__, barrier.n_waiting, barrier.broken")
            if self.random.chance(30):
                out.line(self.random.choice(["await barrier.reset()", "await barrier.abort()"]))

    def form_queue(self, names, depth):
        random, out = self.random, self.out
        form = random.below(8)
        if form < 2:
            with out.block("try:"):
                with out.block(f"async with asyncio.timeout({self.duration()}):"):
                    out.line(f"await queue.put({self.expression('int', names, 1)})")
            with out.block("except TimeoutError:"):
                self.log("'full', queue.qsize()")
        elif form < 4:
            with out.block("try:"):
                self.log(f"'got', await asyncio.wait_for(queue.get(), {self.duration()})")
                if random.chance(50):
                    out.line("queue.task_done()")
            with out.block("except TimeoutError:"):
                self.log("'empty', queue.empty()")
        elif form == 4:
            with out.block("try:"):
                out.line(f"queue.put_nowait({self.expression('int', names, 1)})")
            with out.block("except asyncio.QueueFull as error:"):
                self.log("repr(error), queue.full(), queue.maxsize")
        elif form == 5:
            with out.block("try:"):
                self.log("queue.get_nowait()")
            with out.block("except asyncio.QueueEmpty as error:"):
                self.log("repr(error)")
        elif form == 6:
            with out.block("with suppress(TimeoutError):"):
                out.line(f"await asyncio.wait_for(queue.join(), {self.duration()})")
                self.log("'joined'")
        else:
            with out.block("try:"):
                out.line("queue.task_done()")
            with out.block("except ValueError as error:"):
                self.log("error")

    def form_group(self, names, depth):
        random, out = self.random, self.out
        group = self.fresh("group")

        def body():
            with out.block(f"async with asyncio.TaskGroup() as {group}:"):
                for _ in range(random.between(1, 3)):
                    name = self.fresh("t")
                    out.line(f"{name} = {group}.create_task({self.coroutine(names)})")
                    self.tasks.append(name)
                if random.chance(50):
                    self.inner(names, random.between(1, 2), depth)

        tasks = list(self.tasks)
        form = random.below(4)
        if form == 0:
            body()
            return
        with out.block("try:"):
            body()
        if form == 1:
            with out.block("except* (ValueError, Oops, LookupError) as group_error:"):
                self.log("'group', [repr(e) for e in group_error.exceptions]")
            with out.block("except* Exception as group_error:"):
                self.log("'others', group_error, len(group_error.exceptions)")
        else:
            with out.block("except (Exception, asyncio.CancelledError) as error:"):
                self.log("'group', repr(error)")
        self.tasks = tasks

    def form_timeout(self, names, depth):
        random, out = self.random, self.out
        scope = self.fresh("scope")
        how = random.choice([f"asyncio.timeout({self.duration()})"] * 3 + ["asyncio.timeout(None)", f"asyncio.timeout_at(asyncio.get_running_loop().time() + {self.duration()})"])
        with out.block("try:"):
            with out.block(f"async with {how} as {scope}:"):
                self.inner(names, random.between(1, 3), depth)
                if random.chance(20):
                    out.line(f"{scope}.reschedule(asyncio.get_running_loop().time() + {self.duration()})")
                    out.line(f"await asyncio.sleep({self.duration()})")
        with out.block("except TimeoutError as error:"):
            self.log(f"'timeout', repr(error), {scope}.expired()")

    def form_stream(self, names, depth):
        random, out = self.random, self.out
        stream = random.choice(self.streams)
        item = self.fresh("item")
        form = random.below(5)
        call = f"{stream}({random.between(1, 3)}, {self.duration()})"
        if form < 3:
            with out.block(f"async for {item} in {call}:"):
                self.log(item)
                self.inner(names, 1, depth)
                if random.chance(35):
                    out.line(random.choice(["break", f"if {item} == 1: break"]))
            if random.chance(20):
                with out.block("else:"):
                    self.log("'drained'")
        elif form == 3:
            self.log(f"[({item}, now()) async for {item} in {call}]")
        else:
            variable = self.fresh("a")
            out.line(f"{variable} = {call}")
            with out.block("try:"):
                self.log(f"await {random.choice(['anext(' + variable + ')', variable + '.asend(None)', variable + '.__anext__()'])}")
                self.log(f"await {random.choice(['anext(' + variable + ', None)', variable + '.asend(5)', variable + '.athrow(ValueError)'])}")
            with out.block("except (StopAsyncIteration, ValueError, Oops) as error:"):
                self.log("repr(error)")
            if random.chance(70):
                out.line(f"await {variable}.aclose()")

    def form_session(self, names, depth):
        with self.out.block(f"async with session({self.constant('str')}, {self.duration()}) as held:"):
            self.log("held")
            self.inner(names, self.random.between(1, 2), depth)

    def form_connection(self, names, depth):
        if self.random.chance(30):
            return self.log("await Connection()")
        with self.out.block("async with Connection() as connection:"):
            self.inner(names, self.random.between(1, 2), depth)

    def form_nested(self, names, depth):
        """A coroutine function inside, that closes over what is here."""
        random, out = self.random, self.out
        function, counter = self.fresh("inside"), self.fresh("n")
        out.line(f"{counter} = {self.expression('int', names, 1)}")
        names.add("int", counter)
        with out.block(f"async def {function}(k=1):"):
            out.line(f"nonlocal {counter}")
            out.line(f"{counter} += k")
            tasks, self.tasks = self.tasks, []
            self.async_body(Names(names), random.between(1, 3), depth - 1)
            self.tasks = tasks
            out.line(f"return {counter}")
        form = random.below(3)
        if form == 0:
            self.log(f"await {function}({random.below(4)})")
        elif form == 1:
            self.log(f"await asyncio.gather({function}(), {function}(2), return_exceptions=True)")
        else:
            name = self.fresh("t")
            out.line(f"{name} = spawn({function}())")
            self.tasks.append(name)

    def form_suppress(self, names, depth):
        with self.out.block(f"with suppress({self.random.choice(['ValueError', 'Exception', 'asyncio.CancelledError', 'TimeoutError, KeyError'])}):"):
            self.inner(names, self.random.between(1, 2), depth)

    def form_future(self, names, depth):
        random, out = self.random, self.out
        future = self.fresh("future")
        out.line(f"{future} = asyncio.get_running_loop().create_future()")
        if random.chance(40):
            out.line(f"{future}.add_done_callback(told)")
        setter = random.choice([
            f"{future}.set_result, {self.expression('int', names, 1)}", f"{future}.set_exception, ValueError('set')",
            f"{future}.cancel", f"lambda: {future}.done() or {future}.set_result('late')"])
        out.line(f"asyncio.get_running_loop().call_later({self.duration()}, {setter})")
        with out.block("try:"):
            if random.chance(60):
                self.log(f"await {future}")
            else:
                self.log(f"await asyncio.wait_for({future}, {self.duration()})")
        with out.block("except (Exception, asyncio.CancelledError) as error:"):
            self.log(f"'future', repr(error), {future}.done()")

    def form_callback(self, names, depth):
        random, out = self.random, self.out
        handle = self.fresh("handle")
        loop = "asyncio.get_running_loop()"
        what = random.choice(["print, 'called', ", "lambda *a: print(now(), a), "]) + self.expression("int", names, 1)
        how = random.choice([f"call_soon({what})", f"call_later({self.duration()}, {what})", f"call_at({loop}.time() + {self.duration()}, {what})"])
        out.line(f"{handle} = {loop}.{how}")
        if random.chance(25):
            out.line(f"{handle}.cancel()")
            self.log(f"{handle}.cancelled()")

    def form_raise(self, names, depth):
        with self.out.block(f"if {self.expression('bool', names, 1)}:"):
            error = self.random.choice(["ValueError('no')", "KeyError('k')", "Oops(3)", "RuntimeError", "asyncio.CancelledError('mine')", "TimeoutError('own')"])
            self.out.line(f"raise {error}")

    def form_random(self, names, depth):
        self.log(self.random.choice(["random.random()", "random.randint(1, 6)", "random.choice('abcdef')", "random.uniform(0, 2)", "random.randrange(10)",
                                     "random.sample(range(20), 3)", "random.shuffle([1, 2, 3])"]))

    def form_thing(self, names, depth):
        self.use_of_class("Thing0", names)


def program(seed):
    return Program(seed).write()


if __name__ == "__main__":
    for seed in sys.argv[1:]:
        print(program(int(seed)), end="")
