"""asyncio_forms.py -- the less common statements of random programs: context variables,
eager tasks, exception handlers, deadlines that move, queues that shut down, classes of data.
"""


class AsyncioForms:
    """Mixed into Program: each form_ method writes one statement."""

    def context_prelude(self):
        out = self.out
        out.line("level = contextvars.ContextVar('level', default=0)")
        out.line("user = contextvars.ContextVar('user')")
        out.line("")
        with out.block("def change(value, *more):"):
            out.line("before = level.get()")
            out.line("level.set(value)")
            out.line("print(now(), 'changed', before, level.get(), user.get('nobody'), more)")
            out.line("return before")
        out.line("")
        with out.block("def complain(loop, context):"):
            with out.block("if 'never' not in context['message'] and 'destroyed' not in context['message']:"):
                out.line("print(now(), 'handler', context['message'].split(' at ')[0], repr(context.get('exception')), list(context), level.get())")
        out.line("")
        with out.block("def bad(*arguments):"):
            out.line("raise ValueError(len(arguments), level.get())")
        out.line("")
        with out.block("class Color(Enum):"):
            out.line("RED = auto()")
            out.line("GREEN = 'g'")
        out.line("")
        out.line("@dataclass(order=True)")
        with out.block("class Job:"):
            out.line("level: int")
            out.line("name: str = field(default='job', compare=False)")
            with out.block("async def run(self):"):
                out.line("await asyncio.sleep(self.level / 10)")
                out.line("return self")
        out.line("")
        with out.block("def judge(value):"):
            with out.block("match value:"):
                for pattern, told in self.random.choice([
                    [("0 | 1", "'small'"), ("int(n)", "'int', n"), ("str() as s", "'text', s")],
                    [("[]", "'empty'"), ("[first, *rest]", "first, len(rest)"), ("Job(level=l)", "'job', l")],
                    [("None", "'none'"), ("bool()", "'bool'"), ("Color.RED", "'red'"), ("{'a': a}", "'a', a")],
                ]):
                    with out.block(f"case {pattern}:"):
                        out.line(f"return {told}")
                with out.block("case _:"):
                    out.line("return type(value).__name__")
        out.line("")

    def loop_text(self):
        return "asyncio.get_running_loop()"

    # ---- context variables ----------------------------------------------------

    def form_context(self, names, depth):
        random, out = self.random, self.out
        form = random.below(7)
        if form == 0:
            out.line(f"level.set({self.expression('int', names, 1)})")
        elif form == 1:
            self.log("level.get()", "user.get('nobody')")
        elif form == 2:
            token = self.fresh("token")
            out.line(f"{token} = user.set({self.constant('str')})")
            if depth > 0:
                with out.block("try:"):
                    self.inner(names, random.between(1, 2), depth)
                with out.block("finally:"):
                    out.line(f"user.reset({token})")
            else:
                self.log(f"{token}.old_value is {token}.MISSING", f"{token}.var.name")
        elif form == 3:
            self.log(f"contextvars.copy_context().run(change, {self.expression('int', names, 1)})", "level.get()")
        elif form == 4:
            name = self.fresh("t")
            out.line(f"{name} = spawn({self.coroutine(names)}, context=contextvars.{random.choice(['copy_context', 'Context'])}())")
            self.tasks.append(name)
        elif form == 5 and self.tasks:
            self.log(f"{random.choice(self.tasks)}.get_context().get(level)", "len(asyncio.current_task().get_context())")
        else:
            context = self.fresh("context")
            out.line(f"{context} = contextvars.copy_context()")
            how = random.choice([f"call_soon(change, 1, context={context})", f"call_later({self.duration()}, change, 2, context={context})",
                                 "call_soon(change, 3)", f"call_later({self.duration()}, change, 4)"])
            out.line(f"{self.loop_text()}.{how}")
            out.line(f"await asyncio.sleep({self.duration()})")
            self.log(f"{context}.get(level)", "level.get()")

    # ---- tasks ----------------------------------------------------------------

    def form_eager(self, names, depth):
        random, out = self.random, self.out
        name = self.fresh("t")
        if random.chance(40):
            out.line(f"{self.loop_text()}.set_task_factory(asyncio.eager_task_factory)")
            out.line(f"{name} = spawn({self.coroutine(names)})")
            if random.chance(75):
                out.line(f"{self.loop_text()}.set_task_factory(None)")
        else:
            out.line(f"{name} = asyncio.eager_task_factory({self.loop_text()}, {self.coroutine(names)})")
        self.log(f"{name}.done()", f"{name}.get_coro() is None")
        self.tasks.append(name)

    def form_kinds(self, names, depth):
        random = self.random
        thing = random.choice(self.tasks) if self.tasks else "asyncio.current_task()"
        self.log(*random.choice([
            (f"asyncio.isfuture({thing})", f"isinstance({thing}, asyncio.Future)", "asyncio.isfuture(level)"),
            ("asyncio.iscoroutinefunction(main)", "asyncio.iscoroutinefunction(now)", f"asyncio.iscoroutine({thing}.get_coro())"),
            (f"{thing}.get_loop() is {self.loop_text()}", f"{self.loop_text()}.is_running()", f"{self.loop_text()}.is_closed()"),
            (f"asyncio.ensure_future({thing}) is {thing}", f"asyncio.wrap_future({thing}) is {thing}"),
            (f"{self.loop_text()}.get_debug()", f"{self.loop_text()}.get_task_factory()"),
        ]))

    def form_ensure(self, names, depth):
        name = self.fresh("t")
        self.out.line(f"{name} = asyncio.ensure_future({self.awaitable(names)})")
        self.out.line(f"tasks.append({name})")
        self.tasks.append(name)

    # ---- the loop -------------------------------------------------------------

    def form_handler(self, names, depth):
        random, out = self.random, self.out
        form = random.below(5)
        if form == 0:
            out.line(f"{self.loop_text()}.call_soon(bad, {random.below(3)})")
        elif form == 1:
            out.line(f"{self.loop_text()}.call_later({self.duration()}, bad)")
        elif form == 2:
            future = self.fresh("future")
            out.line(f"{future} = {self.loop_text()}.create_future()")
            out.line(f"{future}.add_done_callback(bad{', context=contextvars.copy_context()' if random.chance(40) else ''})")
            out.line(f"{self.loop_text()}.call_soon({future}.set_result, {self.expression('int', names, 1)})")
        elif form == 3:
            out.line(f"{self.loop_text()}.call_exception_handler({{'message': 'mine', 'exception': KeyError('mine')}})")
        else:
            self.log(f"{self.loop_text()}.get_exception_handler() is complain")

    def form_repr(self, names, depth):
        self.log("repr(" + self.random.choice(["lock", "event", "condition", "semaphore", "barrier", "queue"]) + ")")

    # ---- deadlines ------------------------------------------------------------

    def form_deadline(self, names, depth):
        random, out = self.random, self.out
        outer, inner = self.fresh("scope"), self.fresh("scope")
        with out.block("try:"):
            with out.block(f"async with asyncio.timeout({self.duration()}) as {outer}:"):
                with out.block(f"async with asyncio.timeout_at({self.loop_text()}.time() + {self.duration()}) as {inner}:"):
                    self.log(f"{outer}.when() and round({outer}.when(), 6)", f"{inner}.expired()")
                    if depth > 0:
                        self.inner(names, random.between(1, 2), depth)
                    moved = random.choice([outer, inner])
                    out.line(f"{moved}.reschedule({random.choice(['None', self.loop_text() + '.time() + ' + self.duration()])})")
                    out.line(f"await asyncio.sleep({self.duration()})")
        with out.block("except TimeoutError as error:"):
            self.log("repr(error)", f"{outer}.expired()", f"{inner}.expired()")
        if random.chance(40):
            with out.block("try:"):
                out.line(f"{inner}.reschedule(1)")
            with out.block("except RuntimeError as error:"):
                self.log("error")

    # ---- queues ---------------------------------------------------------------

    def form_jobs(self, names, depth):
        random, out = self.random, self.out
        jobs, job = self.fresh("jobs"), self.fresh("job")
        out.line(f"{jobs} = asyncio.{random.choice(['PriorityQueue', 'PriorityQueue', 'LifoQueue', 'Queue'])}()")
        for _ in range(random.between(1, 3)):
            out.line(f"{jobs}.put_nowait(Job({random.between(1, 4)}{random.choice(['', repr('late'), repr('soon')]) and ', ' + repr(random.choice(['late', 'soon']))}))")
        if random.chance(60):
            out.line(f"{self.loop_text()}.call_later({self.duration()}, {jobs}.shutdown{random.choice(['', ', True'])})")
        with out.block("try:"):
            with out.block(f"async with asyncio.timeout({self.duration()}):"):
                with out.block("while True:"):
                    out.line(f"{job} = await {jobs}.get()")
                    self.log(job, f"await {job}.run() is {job}", f"judge({job})")
                    out.line(f"{jobs}.task_done()")
        with out.block("except (TimeoutError, asyncio.QueueShutDown) as error:"):
            self.log("type(error).__name__", f"{jobs}.qsize()", f"{jobs}.empty()")
        if random.chance(40):
            with out.block("with suppress(TimeoutError):"):
                out.line(f"await asyncio.wait_for({jobs}.join(), {self.duration()})")
                self.log("'no jobs left'")
        if random.chance(40):
            with out.block("try:"):
                out.line(f"{jobs}.shutdown()")
                out.line(f"await {jobs}.put(Job(0))")
            with out.block("except asyncio.QueueShutDown as error:"):
                self.log("repr(error)")

    def form_meeting(self, names, depth):
        """A barrier of its own, that some may break."""
        random, out = self.random, self.out
        meeting, comes = self.fresh("meeting"), self.fresh("comes")
        out.line(f"{meeting} = asyncio.Barrier({random.between(1, 3)})")
        with out.block(f"async def {comes}(delay):"):
            out.line("await asyncio.sleep(delay)")
            with out.block("try:"):
                if random.chance(50):
                    with out.block(f"async with {meeting} as place:"):
                        self.log("'met', place", f"{meeting}.n_waiting")
                else:
                    self.log(f"'met', await {meeting}.wait()", f"{meeting}.parties")
            with out.block("except asyncio.BrokenBarrierError as error:"):
                self.log("'broken', repr(error)", f"{meeting}.broken")
        if random.chance(50):
            after = self.fresh("after")
            with out.block(f"async def {after}():"):
                out.line(f"await asyncio.sleep({self.duration()})")
                out.line(f"await {meeting}.{random.choice(['abort', 'reset'])}()")
            out.line(f"spawn({after}())")
        calls = ", ".join(f"{comes}({self.duration()})" for _ in range(random.between(1, 4)))
        with out.block("try:"):
            out.line(f"await asyncio.wait_for(asyncio.gather({calls}), {self.duration()})")
        with out.block("except TimeoutError:"):
            self.log("'nobody came'", f"{meeting}.n_waiting")

    # ---- data -----------------------------------------------------------------

    def form_data(self, names, depth):
        random = self.random
        self.log(random.choice([
            f"judge({self.any(names, 1)})", f"judge({self.expression('int', names, 1)})", f"judge([{self.expression('int', names, 1)}])",
            f"Job({self.expression('int', names, 1)})", "Job(1, 'a') < Job(2, 'b'), Job(1) == Job(1, 'x')", "Color.RED, Color('g'), list(Color)",
            "judge(Color.RED), judge({'a': 1}), judge(None), judge(Job(3))", "sorted([Job(3), Job(1), Job(2, 'two')])",
        ]))

    # ---- other ways to run ----------------------------------------------------

    def start_by_hand(self):
        random, out = self.random, self.out
        form = random.below(4)
        if form == 0:
            out.line("loop = asyncio.new_event_loop()")
            out.line("asyncio.set_event_loop(loop)")
            with out.block("try:"):
                out.line("print('result', loop.run_until_complete(main()))")
                out.line("print(loop.run_until_complete(asyncio.sleep(0.5, 'slept')), loop.time())")
            with out.block("except BaseException as error:"):
                out.line("print('run raised', type(error).__name__, error)")
            with out.block("finally:"):
                with out.block("for task in asyncio.all_tasks(loop):"):
                    out.line("task.cancel()")
                out.line("loop.run_until_complete(asyncio.sleep(0))")
                out.line("loop.run_until_complete(loop.shutdown_asyncgens())")
                out.line("loop.close()")
                out.line("asyncio.set_event_loop(None)")
                out.line("task = None")
            out.line("print(loop.is_closed(), loop.is_running())")
        elif form == 1:
            with out.block("with asyncio.Runner() as runner:"):
                with out.block("for turn in range(2):"):
                    with out.block("try:"):
                        out.line("print(turn, runner.run(main()), level.get())")
                    with out.block("except Exception as error:"):
                        out.line("print('run raised', type(error).__name__, error)")
                out.line("print(runner.run(asyncio.sleep(0.1, 'last'), context=contextvars.Context()))")
        elif form == 2:
            out.line("loop = asyncio.new_event_loop()")
            out.line("task = loop.create_task(main())")
            out.line("task.add_done_callback(lambda task: loop.stop())")
            out.line("loop.call_later(1, print, 'one second')")
            out.line("loop.run_forever()")
            out.line("print(task.done(), task.cancelled() or task.exception() or task.result())")
            with out.block("for task in asyncio.all_tasks(loop):"):
                out.line("task.cancel()")
            out.line("loop.run_until_complete(asyncio.sleep(0))")
            out.line("loop.run_until_complete(loop.shutdown_asyncgens())")
            out.line("loop.close()")
            out.line("task = None")
        else:
            out.line("level.set(7)")
            with out.block("try:"):
                out.line("print('result', asyncio.run(main(), loop_factory=asyncio.new_event_loop))")
            with out.block("except BaseException as error:"):
                out.line("print('run raised', type(error).__name__, error)")
            out.line("print(level.get())")
