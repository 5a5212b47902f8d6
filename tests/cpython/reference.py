"""reference.py -- what real CPython does with a program, row by row.

The program runs on the asyncio of this very interpreter. Only three things are not as
they come out of the box, and each takes a piece of chance away: the loop's clock is
virtual and counts whole nanoseconds, sets are walked in a fixed order (ordered.py),
and cycles are not collected. What is recorded is printed lines, and every making,
entry, exit and end of a task.

    reference.py FILE [--seed N]     prints the rows, one to a line
    reference.py --serve             reads paths, one to a line, answers each with one
                                     line of JSON; every program gets a process of its own
"""

import weakref

import ordered

_PlainWeakSet = weakref.WeakSet
weakref.WeakSet = ordered.OrderedWeakSet  # before asyncio makes its own

import _weakrefset

_weakrefset.WeakSet = ordered.OrderedWeakSet

import ast
import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.taskgroups
import asyncio.tasks
import builtins
import collections
import contextlib
import datetime
import functools
import gc
import heapq
import json
import linecache
import logging
import math
import os
import random
import resource
import select
import signal
import sys
import time
import traceback
import types
import typing
import warnings

WAKEUP_NAMES = ("task_wakeup", "TaskWakeupMethWrapper")
TIME_LIMIT = 9 * 10**15
RUN_SECONDS = 20  # of processor time, for one program

real_sleep = time.sleep


def nanoseconds(seconds):
    """The double product, rounded half to even."""
    return round(float(seconds) * 1e9)


class RunOver(BaseException):
    """Nothing more of the program may run: the row list is final."""


def coroutine_name(coroutine):
    """What asyncio would call it in a repr; what closes a generator has no name of its own."""
    if type(coroutine).__name__ == "async_generator_athrow":
        return "aclose"
    if type(coroutine).__name__ == "async_generator_asend":
        return "asend"
    return getattr(coroutine, "__qualname__", type(coroutine).__name__)


class Record:
    """The rows of one run, and its clock."""

    def __init__(self):
        self.now = 0
        self.rows = []
        self.task = None  # the number of the task in whose step we are
        self.numbers = weakref.WeakKeyDictionary()
        self.made = 0
        self.step = None  # the task in whose step we are, and its number, until its row is written
        self.eager = []  # of each eager first step on its way: coroutine, number, row, task around it

    def add(self, kind, *facts):
        self.rows.append([self.now, kind, *facts])

    def print(self, line):
        self.notice_end_of_step()
        self.add("print", self.task, line)

    # What a step held may be let go when the task has already left it, and say something.

    def begin_step(self, task):
        number = self.numbers[task]
        self.step = task, number
        self.task = number
        self.add("resume", number)

    def end_step(self):
        if self.step is None:
            return
        task, number = self.step
        self.step = self.task = None
        if task.done():
            self.add("end", number, how_ended(task))
        else:
            self.add("suspend", number)

    def notice_end_of_step(self):
        if self.step and self.task == self.step[1] and asyncio.current_task() is None:
            self.end_step()

    def task_made(self, task):
        if task in self.numbers:
            return
        if self.eager and self.eager[-1][0] is task.get_coro():
            self.numbers[task] = self.eager[-1][1]
            return
        self.notice_end_of_step()
        self.made += 1
        self.numbers[task] = self.made
        coroutine = task.get_coro()
        self.add("create", self.made, self.task, coroutine_name(coroutine), task.get_name())


    # An eager task is told of by its factory, before its first step inside the present one;
    # asyncio tells of it after that step, if it is not over by then.

    def begin_eager(self, coroutine):
        self.made += 1
        row = [self.now, "create", self.made, self.task, coroutine_name(coroutine), None]
        self.rows.append(row)
        self.add("resume", self.made)
        self.eager.append((coroutine, self.made, row, self.task))
        self.task = self.made

    def end_eager(self, task):
        _, number, row, self.task = self.eager.pop()
        if task is None:
            return
        row[5] = task.get_name()
        self.numbers[task] = number
        if task.done():
            self.add("end", number, how_ended(task))
        else:
            self.add("suspend", number)


class TaskSet(ordered.OrderedWeakSet):
    """asyncio tells this set of every task that is made."""

    record = None

    def add(self, task):
        super().add(task)
        if self.record is not None:
            self.record.task_made(task)


class Output:
    """Standard output: completed lines become rows."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, record):
        self.record = record
        self.line = ""

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        text.encode("utf-8")
        *lines, self.line = (self.line + text).split("\n")
        for line in lines:
            self.record.print(line)
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False

    def finish(self):
        if self.line:
            self.record.add("print", self.record.task, self.line)
            self.line = ""


def step_owner(callback):
    """The task that this callback enters, or None."""
    name = type(callback).__name__
    if name == "TaskStepMethWrapper":
        return callback.__self__
    if name == "builtin_function_or_method" and callback.__name__ in WAKEUP_NAMES:
        return callback.__self__
    return None


def log(level, file, line, function, message, *values):
    """What asyncio logs where the loop below has code of its own."""
    logger = asyncio.log.logger
    if logger.isEnabledFor(level):
        logger.handle(logger.makeRecord(logger.name, level, file, line, message, values, None, function))


class VirtualLoop(asyncio.base_events.BaseEventLoop):
    """The stock loop with another clock."""

    record = None
    finished_frames = None

    def __init__(self):
        super().__init__()
        log(logging.DEBUG, "selector_events.py", 64, "__init__", "Using selector: %s", "EpollSelector")
        self._timers = []
        self._timers_set = 0

    def time(self):
        return self.record.now / 1e9

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        when = self.time() + delay
        due = delay if math.isinf(delay) else self.record.now + nanoseconds(delay)
        return self._set_timer(when, due, callback, args, context)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        due = when if math.isinf(when) else nanoseconds(when)
        return self._set_timer(when, due, callback, args, context)

    def _set_timer(self, when, due, callback, args, context):
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        timer = asyncio.TimerHandle(when, callback, args, self, context)
        if timer._source_traceback:
            del timer._source_traceback[-2:]  # this method and its caller, as asyncio does
        timer._scheduled = True
        self._timers_set += 1
        if due != math.inf:
            heapq.heappush(self._timers, (due, self._timers_set, timer))
        return timer

    def _timer_handle_cancelled(self, handle):
        pass

    def _write_to_self(self):
        pass

    def _process_events(self, events):
        pass

    def close(self):
        super().close()
        self._timers.clear()

    def _wait(self):
        timers = self._timers
        while timers and timers[0][2]._cancelled:
            heapq.heappop(timers)
        if self._ready or self._stopping:
            return
        if not timers:
            raise_over(self.record, {"end": "deadlock"})
        if timers[0][0] > TIME_LIMIT:
            raise_over(self.record, {"end": "limit"})
        self.record.now = max(self.record.now, timers[0][0])

    def _run_once(self):
        self._wait()
        timers, record, ready = self._timers, self.record, self._ready
        while timers and timers[0][0] <= record.now:
            timer = heapq.heappop(timers)[2]
            timer._scheduled = False
            ready.append(timer)
        timer = None
        for _ in range(len(ready)):
            handle = ready.popleft()
            if handle._cancelled:
                continue
            began = self.time()
            task = step_owner(handle._callback)
            if task is None:
                handle._run()
            else:
                record.begin_step(task)
                task = None
                try:
                    handle._run()
                finally:
                    record.end_step()
            if self._debug and self.time() - began >= self.slow_callback_duration:
                log(logging.WARNING, "base_events.py", 2022, "_run_once", "Executing %s took %.3f seconds",
                    asyncio.base_events._format_handle(handle), self.time() - began)
            handle = None
            self.finished_frames.flush()
            self.finished_frames.flush()


def how_ended(task):
    if task.cancelled():
        return "cancelled"
    return "failed" if task._exception is not None else "finished"


UNSHARED = 3  # what getrefcount() tells of a frame that nobody else holds


def contextlib_codes():
    """The code of every method of contextlib's classes."""
    codes = set()
    for kind in vars(contextlib).values():
        if isinstance(kind, type) and kind.__module__ == "contextlib":
            codes |= {method.__code__ for method in vars(kind).values() if isinstance(method, types.FunctionType)}
    return codes


class FinishedFrames:
    """Empties the frames of asyncio's own functions when they have ended.

    A traceback keeps its frames, these the frames that called them, and all of them their
    variables: tasks, futures, handles. What asyncio's own frames keep alive is not part
    of the model. A frame can only be emptied when it no longer runs, so it waits here for
    the next thing that happens.
    """

    TOOL = 3

    def __init__(self):
        self.waiting = []
        self.errors = []
        folder = os.path.dirname(asyncio.__file__)
        monitoring = sys.monitoring
        events = monitoring.events
        monitoring.use_tool_id(self.TOOL, "reference")
        always = set()

        def is_ours(code):
            name = code.co_filename
            return name.startswith(folder) or name in (contextlib.__file__, __file__)

        def unwinds(code, offset, error):
            self.flush()
            if is_ours(code):
                self.waiting.append(sys._getframe(1))
                self.errors.append(error)

        self.is_ours = is_ours

        def returns(code, offset, value):
            self.flush()
            if code in kept:
                frame = sys._getframe(1)
                if code in always or sys.getrefcount(frame) > UNSHARED:
                    self.waiting.append(frame)
            elif is_ours(code):
                return monitoring.DISABLE

        def yields(code, offset, value):
            self.flush()
            if is_ours(code):
                return monitoring.DISABLE

        monitoring.register_callback(self.TOOL, events.PY_UNWIND, unwinds)
        monitoring.register_callback(self.TOOL, events.RAISE, lambda *_: self.flush())
        monitoring.register_callback(self.TOOL, events.PY_RETURN, returns)
        monitoring.register_callback(self.TOOL, events.PY_YIELD, yields)
        self.watched = events.PY_UNWIND | events.RAISE | events.PY_RETURN | events.PY_YIELD
        self.depth = 0
        base, runners = asyncio.base_events.BaseEventLoop, asyncio.runners
        for function in (base.run_forever, base.run_until_complete, runners.run, runners.Runner.run, runners.Runner.close,
                         runners.Runner.__exit__, runners._cancel_all_tasks, asyncio.events.Handle._run):
            always.add(function.__code__)
        kept = always | contextlib_codes()
        for code in kept:
            monitoring.set_local_events(self.TOOL, code, events.PY_RETURN)

    def enter(self):
        """A loop runs from now on: only then is every unwinding watched."""
        self.depth += 1
        sys.monitoring.set_events(self.TOOL, self.watched)

    def leave(self):
        self.depth -= 1
        if not self.depth:
            sys.monitoring.set_events(self.TOOL, 0)
        self.flush()

    def flush(self):
        if not self.waiting:
            return
        errors, self.errors = self.errors, []
        for error in errors:
            self.strip(error)
        errors = error = None
        waiting, self.waiting = self.waiting, []
        for frame in waiting:
            try:
                frame.clear()
            except RuntimeError:
                self.waiting.append(frame)

    def strip(self, error):
        """An entry of asyncio's in a traceback still keeps the program's frame that called it,
        so those that nothing of the program's stands above are taken away."""
        seen = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            place = error.__traceback__
            while place and self.is_ours(place.tb_frame.f_code):
                place = place.tb_next
            if place is not error.__traceback__:
                error.__traceback__ = place
            error = error.__context__


VirtualLoop.__name__ = VirtualLoop.__qualname__ = "_UnixSelectorEventLoop"  # what a program prints


def ordered_all_tasks(loop=None):
    """asyncio.all_tasks, with a set that remembers."""
    if loop is None:
        loop = asyncio.get_running_loop()
    tasks = list(asyncio.tasks._scheduled_tasks) + list(asyncio.tasks._eager_tasks)
    return ordered.OrderedSet([task for task in tasks if task.get_loop() is loop and not task.done()])


class OrderedTodo(asyncio.tasks._AsCompletedIterator if hasattr(asyncio.tasks, "_AsCompletedIterator") else object):
    """as_completed makes its futures with a set comprehension; here in order of arrival."""

    def __init__(self, awaitables, timeout):
        loop = asyncio.get_event_loop()
        self._done = asyncio.Queue()
        self._timeout_handle = None
        self._todo = ordered.OrderedSet([asyncio.ensure_future(one, loop=loop) for one in ordered.OrderedSet(awaitables)])
        self._todo_left = len(self._todo)
        for future in self._todo:
            future.add_done_callback(self._handle_completion)
        if self._todo and timeout is not None:
            self._timeout_handle = loop.call_later(timeout, self._handle_timeout)


def patch_asyncio(record):
    tasks = TaskSet()
    TaskSet.record = record
    VirtualLoop.record = record
    stock = asyncio.tasks._scheduled_tasks
    assert type(stock) is ordered.OrderedWeakSet, "asyncio made its set of tasks before we could"
    stock.__class__ = TaskSet
    del tasks
    asyncio.tasks.set = ordered.OrderedSet
    asyncio.taskgroups.set = ordered.OrderedSet
    asyncio.tasks.all_tasks = asyncio.all_tasks = ordered_all_tasks
    if OrderedTodo.__base__ is not object:
        asyncio.tasks._AsCompletedIterator = OrderedTodo
    asyncio.DefaultEventLoopPolicy._loop_factory = VirtualLoop
    frames = VirtualLoop.finished_frames = FinishedFrames()

    def flushing(function):
        @functools.wraps(function)
        def flushed(*arguments, **more):
            frames.enter()
            try:
                return function(*arguments, **more)
            finally:
                arguments = more = None
                frames.leave()

        return flushed

    asyncio.run = asyncio.runners.run = flushing(asyncio.run)
    asyncio.Runner.run = flushing(asyncio.Runner.run)
    asyncio.Runner.close = flushing(asyncio.Runner.close)
    asyncio.Runner.__exit__ = flushing(asyncio.Runner.__exit__)
    asyncio.runners._cancel_all_tasks = flushing(asyncio.runners._cancel_all_tasks)
    asyncio.base_events.BaseEventLoop.run_until_complete = flushing(asyncio.base_events.BaseEventLoop.run_until_complete)
    asyncio.base_events.BaseEventLoop.run_forever = flushing(asyncio.base_events.BaseEventLoop.run_forever)
    logging.lastResort = None  # what it logs is for handlers of the program alone


def patch_eager_tasks(record):
    """The factory that makes eager tasks also records them."""
    create = asyncio.create_eager_task_factory

    def create_eager_task_factory(constructor):
        stock = create(constructor)

        def factory(loop, coro, *, name=None, context=None):
            if not loop.is_running():
                return stock(loop, coro, name=name, context=context)
            task = None
            record.begin_eager(coro)
            try:
                task = stock(loop, coro, name=name, context=context)
            finally:
                record.end_eager(task)
            try:
                return task
            finally:
                task = None  # a failed task's frames have this one as a caller

        factory.__qualname__ = stock.__qualname__
        return factory

    asyncio.create_eager_task_factory = asyncio.tasks.create_eager_task_factory = create_eager_task_factory
    asyncio.eager_task_factory = asyncio.tasks.eager_task_factory = create_eager_task_factory(asyncio.Task)


def patch_time(record):
    def hold(seconds):
        if not isinstance(seconds, (int, float)) or not 0 <= seconds < 9.2e9:
            return real_sleep(seconds)  # for its error
        record.now += nanoseconds(seconds)
        return None

    def cpu(seconds):
        return hold(seconds)

    def sleep(seconds):
        return hold(seconds)

    time.sleep = sleep
    for name in ("time", "monotonic", "perf_counter"):
        clock = lambda: record.now / 1e9
        clock.__name__ = clock.__qualname__ = name
        setattr(time, name, clock)
        clock = lambda: record.now
        clock.__name__ = clock.__qualname__ = name + "_ns"
        setattr(time, name + "_ns", clock)
    patch_dates()
    return cpu


def patch_dates():
    """What asks for the date and the time of day is told the virtual clock's, which is UTC from 1970 on."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    for name in ("localtime", "gmtime", "ctime"):
        setattr(time, name, at_virtual_time(getattr(time, name)))
    format_time, text_of_time = time.strftime, time.asctime
    time.strftime = lambda form, moment=None: format_time(form, time.localtime() if moment is None else moment)
    time.asctime = lambda moment=None: text_of_time(time.localtime() if moment is None else moment)
    real_date, real_datetime = datetime.date, datetime.datetime

    class VirtualDate(type):
        def __instancecheck__(cls, value):
            return isinstance(value, cls.__base__)

    class date(real_date, metaclass=VirtualDate):
        @classmethod
        def today(cls):
            return real_date.fromtimestamp(time.time())

    class moment(real_datetime, metaclass=VirtualDate):
        @classmethod
        def now(cls, tz=None):
            return real_datetime.fromtimestamp(time.time(), tz)

        @classmethod
        def utcnow(cls):
            return real_datetime.fromtimestamp(time.time())

        today = utcnow

    for kind, name in ((date, "date"), (moment, "datetime")):
        # The repr of C begins with the name alone.
        kind.__name__, kind.__qualname__ = "datetime." + name, name
        kind.__module__ = "datetime"
        setattr(datetime, name, kind)


def at_virtual_time(function):
    """[function] of time, which takes the virtual clock's where it is given none."""
    return functools.wraps(function)(lambda seconds=None: function(time.time() if seconds is None else seconds))


class OrderSets(ast.NodeTransformer):
    """Makes the program's own set displays ordered, save those of constant numbers."""

    def visit_Set(self, node):
        self.generic_visit(node)
        if all(isinstance(part, ast.Constant) and not isinstance(part.value, (str, bytes)) for part in node.elts):
            return node
        return self._ordered(node, ast.List(elts=node.elts, ctx=ast.Load()))

    def visit_SetComp(self, node):
        self.generic_visit(node)
        return self._ordered(node, ast.ListComp(elt=node.elt, generators=node.generators))

    def _ordered(self, node, inside):
        name = ast.copy_location(ast.Name(id="__ordered_set__", ctx=ast.Load()), node)
        inside = ast.copy_location(inside, node)
        return ast.copy_location(ast.Call(func=name, args=[inside], keywords=[]), node)


def program_text(path):
    """The program of a .py file, or of a scenario."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if not path.endswith(".json"):
        return text
    scenario = json.loads(text)
    program = scenario["program"]
    if isinstance(program, str):
        return program_text(os.path.join(os.path.dirname(path), program))
    return "\n".join(program) + "\n"


def seed_of(path):
    if not path.endswith(".json"):
        return 0
    with open(path, encoding="utf-8") as file:
        return json.load(file).get("seed", 0)


finish = None  # what to do when the run is over in the middle of the program


def raise_over(record, outcome):
    """Ends the run here and now: no `finally` of the program may run."""
    finish(record, outcome)
    os._exit(0)


def depth():
    frame, count = sys._getframe(), 0
    while frame:
        frame, count = frame.f_back, count + 1
    return count


def error_outcome(error, file_name):
    places = []
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == file_name:
            places.append([frame.name, frame.lineno])
    try:
        message = str(error)
    except BaseException:
        message = "?"
    return {"end": "error", "type": type(error).__name__, "message": message, "traceback": places}


def run_program(path, seed, when_over):
    """Runs the program in this process and ends the process by way of [when_over]."""
    global finish
    record = Record()
    output = Output(record)

    def over(record, outcome):
        output.finish()
        outcome.setdefault("time", record.now)
        when_over(record.rows, outcome)

    finish = over
    file_name = os.path.basename(path)
    warnings.simplefilter("ignore")
    try:
        text = program_text(path)
        linecache.cache[file_name] = len(text), None, text.splitlines(True), file_name  # for tracebacks
        tree = OrderSets().visit(ast.parse(text, file_name))
        code = compile(ast.fix_missing_locations(tree), file_name, "exec")
    except SyntaxError as error:
        return over(record, {"end": "load", "message": error.msg, "line": error.lineno})

    patch_asyncio(record)
    patch_eager_tasks(record)
    cpu = patch_time(record)
    scope = types.ModuleType("builtins")
    scope.__dict__.update(builtins.__dict__)
    scope.__dict__.update(set=ordered.OrderedSet, frozenset=ordered.OrderedFrozenSet, cpu=cpu,
                          __ordered_set__=ordered.OrderedSet)
    gc.freeze()  # what is ours need not be walked at exit
    module = types.ModuleType("__main__")
    module.__dict__.update(__builtins__=scope, __file__=file_name)
    sys.modules["__main__"] = module
    sys.argv = [file_name]
    sys.unraisablehook = lambda unraisable: None
    random.seed(seed)
    gc.disable()
    sys.stdout = output
    sys.stderr = open(os.devnull, "w")
    sys.setrecursionlimit(999 + depth())
    try:
        exec(code, module.__dict__)
        outcome = {"end": "ok"}
    except SystemExit as error:
        if error.code is None or (isinstance(error.code, int) and error.code == 0):
            outcome = {"end": "ok"}
        else:
            outcome = {"end": "error", "type": "SystemExit", "message": str(error.code), "traceback": []}
    except BaseException as error:
        outcome = error_outcome(error, file_name)
    outcome["time"] = record.now
    for name in list(module.__dict__):  # cycles stay: they are not collected
        if not name.startswith("__"):
            module.__dict__[name] = None
    over(record, outcome)


def run_in_child(path, seed):
    """Rows and outcome of one program, run in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (RUN_SECONDS, RUN_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGINT, signal.default_int_handler)

        def tell(rows, outcome):
            answer = json.dumps({"rows": rows, "outcome": outcome}, ensure_ascii=True).encode()
            while answer:
                answer = answer[os.write(writing, answer):]
            os._exit(0)

        try:
            run_program(path, seed, tell)
        except BaseException as error:
            tell([], {"end": "broken", "message": traceback.format_exc()})
        os._exit(0)
    os.close(writing)
    parts = []
    deadline = time.monotonic() + 3 * RUN_SECONDS
    while True:
        ready, _, _ = select.select([reading], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            break
        part = os.read(reading, 1 << 20)
        if not part:
            break
        parts.append(part)
    os.close(reading)
    os.waitpid(child, 0)
    try:
        return json.loads(b"".join(parts))
    except ValueError:
        return {"rows": [], "outcome": {"end": "endless"}}


def serve():
    for path in sys.stdin:
        path = path.rstrip("\n")
        answer = run_in_child(path, seed_of(path))
        print(json.dumps(answer), flush=True)


def main(arguments):
    if arguments == ["--serve"]:
        return serve()
    seed = 0
    if "--seed" in arguments:
        at = arguments.index("--seed")
        seed = int(arguments[at + 1])
        del arguments[at:at + 2]
    else:
        seed = seed_of(arguments[0])
    answer = run_in_child(arguments[0], seed)
    for row in answer["rows"]:
        print(json.dumps(row, ensure_ascii=False))
    print(json.dumps(answer["outcome"], ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
