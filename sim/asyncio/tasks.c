// tasks.c -- Task, as CPython's _asynciomodule.c has it.

#include "asyncio/tasks.h"

#include "asyncio/base_futures.h"
#include "asyncio/callbacks.h"
#include "asyncio/diagnostics.h"
#include "asyncio/mixins.h"
#include "asyncio/task_threads.h"
#include "asyncio/values.h"
#include "asyncio/waiters.h"
#include "asyncio/waiting.h"
#include "base/assert.h"
#include "trace/record.h"
#include "vm/operators.h"

// ---- The loop's list of tasks ----

// Closes the gaps that ended tasks have left.
static void close_gaps(Loop *loop)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < loop->task_slots; i++) {
        Task *task = loop->tasks[i];
        if (!task) continue;
        task->index = left;
        loop->tasks[left++] = task;
    }
    loop->task_slots = left;
}

static bool register_task(Vm *vm, Loop *loop, Task *task)
{
    if (loop->task_slots == loop->task_capacity) {
        if (loop->task_count < loop->task_slots / 2) close_gaps(loop);
    }
    if (loop->task_slots == loop->task_capacity) {
        uint32_t old = loop->task_capacity, new = old ? old * 2 : 16;
        Task **tasks =
            heap_buffer_resize(vm, loop->tasks, old * sizeof *tasks, new * sizeof *tasks);
        if (!tasks) return false;
        loop->tasks = tasks;
        loop->task_capacity = new;
    }
    task->index = loop->task_slots++;
    loop->tasks[task->index] = task;
    loop->task_count++;
    asyncio_of(vm)->alive++;
    return true;
}

void task_unlist(Vm *vm, Task *task)
{
    Loop *loop = future_loop(vm, &task->future);
    if (task->index == NOT_LISTED) return;
    loop->tasks[task->index] = NULL;
    task->index = NOT_LISTED;
    loop->task_count--;
    asyncio_of(vm)->alive--;
    while (loop->task_slots && !loop->tasks[loop->task_slots - 1])
        loop->task_slots--;
}

Value tasks_of(Vm *vm, const Loop *loop)
{
    List *list = list_new(vm);
    for (uint32_t i = 0; i < loop->task_slots; i++)
        if (loop->tasks[i]) list_append(vm, list, value_object(loop->tasks[i]));
    return value_object(list);
}

// ---- Names ----

void task_add_name(const Task *task, Text *out)
{
    if (task->number) {
        text_addf(out, "Task-%u", task->number);
    } else if (task->future.rare && !value_is_unset(task->future.rare->name)) {
        const Str *name = STR(task->future.rare->name);
        text_add_bytes(out, name->bytes, name->size);
    }
}

Value task_name(Vm *vm, const Task *task)
{
    if (task->number) return str_format(vm, "Task-%u", task->number);
    return value_keep(task->future.rare->name);
}

const char *coroutine_text(const Vm *vm, Value coroutine)
{
    if (value_is_sleep(vm, coroutine)) return "sleep";
    if (value_is_coroutine(coroutine)) return coroutine_qualified_name(coroutine);
    return async_send_name(coroutine);
}

bool is_other_coroutine(const Vm *vm, Value v)
{
    return value_is_sleep(vm, v) || value_has_layout(v, LAYOUT_ASYNC_SEND) ||
           value_is_coroutine(v);
}

// ---- Making ----

static TraceText own_name(Vm *vm, Value name)
{
    if (value_is_unset(name)) return 0;
    return trace_text(vm->trace, STR(name)->bytes, STR(name)->size);
}

static uint32_t record_creation(Vm *vm, const Task *task, Value coroutine, Value name)
{
    if (!vm->trace) return 0;
    const char *text = coroutine_text(vm, coroutine);
    bool internal = task->future.flags & FUTURE_INTERNAL;
    return trace_task_create(
        vm->trace, clock_now(vm->clock), task->future.id, asyncio_task_id(vm),
        trace_text(vm->trace, text, strlen(text)), own_name(vm, name), task->number,
        internal, asyncio_of(vm)->cause, asyncio_place(vm));
}

// Its first step is made now, inside whatever runs: the trace has its resume and its suspend
// or end between events of the step around it, which has no suspend of its own. One that is
// over after it has let its coroutine go.
static bool start_eagerly(Vm *vm, Task *task, uint32_t created)
{
    Asyncio *asyncio = asyncio_of(vm);
    Task *current = asyncio->current;
    uint32_t cause = asyncio->cause;
    ContextOutside outside = asyncio->outside;
    int sleeps = asyncio->sleeps_in_step;
    if (!recursion_enter(vm, " while calling a Python object")) return false;
    asyncio->outside = (ContextOutside){NULL};
    bool ok = task_step(vm, task, NULL, created);
    recursion_leave(vm);
    if (vm->halt) return false;
    asyncio->current = current;
    asyncio->cause = cause;
    asyncio->outside = outside;
    asyncio->sleeps_in_step = sleeps;
    if (!future_is_done(&task->future)) {
        // Those that it has made meanwhile come before it, as asyncio lists it only now.
        task_unlist(vm, task);
        return register_task(vm, future_loop(vm, &task->future), task) && ok;
    }
    Object *coroutine = task->coroutine;
    task->coroutine = NULL;
    object_drop(vm, coroutine);
    return ok;
}

bool task_begin(Vm *vm, Task *task, Loop *loop, Value coroutine, Value name, Value given,
                bool eager)
{
    Asyncio *asyncio = asyncio_of(vm);
    task->index = NOT_LISTED;
    if (!task->future.loop) future_begin(vm, &task->future, loop);
    if (!is_coroutine(vm, coroutine)) {
        task->future.flags |= FUTURE_QUIET;
        Text text = {0};
        bool ok = text_add_repr(vm, &text, coroutine);
        if (ok)
            raise_error(vm, TYPE_ERROR, "a coroutine was expected, got %s",
                        text_string(&text));
        text_free(&text);
        return false;
    }
    if (asyncio->alive >= vm->limits.tasks) {
        task->future.flags |= FUTURE_QUIET;
        return vm_halt(vm, HALT_LIMIT, "tasks");
    }
    VarContext *context;
    if (!context_argument(vm, given, &context)) {
        task->future.flags |= FUTURE_QUIET;
        return false;
    }
    if (context) future_rare(vm, &task->future)->context = context;
    task->coroutine = object_keep(coroutine.object);
    task->future.wait = WAIT_TASK;
    task->future.id = ++asyncio->task_ids;
    if (value_is_unset(name))
        task->number = ++asyncio->names;
    else
        future_rare(vm, &task->future)->name = value_keep(name);
    if (loop->closing) task->future.flags |= FUTURE_INTERNAL;
    if (!register_task(vm, loop, task)) return false;
    uint32_t created = record_creation(vm, task, coroutine, name);
    if (eager && loop->running && !tasks_are_threads(vm))
        return start_eagerly(vm, task, created);
    if (tasks_are_threads(vm)) task_thread_new(vm, task);
    loop_push(vm, loop, CALLBACK_STEP, &task->future.object, NULL, created);
    return true;
}

Task *task_new(Vm *vm, Loop *loop, Value coroutine, Value name, Value context)
{
    Task *task = object_new(vm, asyncio_of(vm)->task_type);
    task->future.result = UNSET;
    if (task_begin(vm, task, loop, coroutine, name, context, false)) return task;
    object_drop(vm, task);
    return NULL;
}

// ---- Cancelling ----

static uint32_t record_cancel(Vm *vm, const Task *task, Value message)
{
    if (!vm->trace) return 0;
    Text text = {0};
    TraceText said = 0;
    if (!value_is_unset(message) && !value_is_none(message)) {
        if (value_is_str(message))
            text_add_bytes(&text, STR(message)->bytes, STR(message)->size);
        else
            text_add_trace_value(vm, &text, message);
        said = trace_text(vm->trace, text_string(&text), text.size);
    }
    text_free(&text);
    return trace_task_cancel(vm->trace, clock_now(vm->clock), task->future.id,
                             asyncio_task_id(vm), said, asyncio_of(vm)->cause,
                             asyncio_place(vm));
}

// A sleep that the program has closed behind the task's back never wakes it: only being
// cancelled does. True if that is the case.
static bool wake_from_ended_sleep(Vm *vm, Task *task)
{
    if (!sleep_is_over((Sleep *)task->future.result.object)) return false;
    value_clear(vm, &task->future.result);
    loop_take(vm, future_loop(vm, &task->future), CALLBACK_WAKEUP,
              object_keep(&task->future.object),
              exception_new(vm, CANCELLED_ERROR, NULL).object, asyncio_of(vm)->cause);
    return true;
}

// Cancels what the task waits for: [*done] if that could be cancelled.
static bool cancel_waiter(Vm *vm, Task *task, Value message, bool *done)
{
    Value waiter = task->future.result;
    *done = false;
    if (value_is_unset(waiter)) return true;
    if (value_is_sleep(vm, waiter)) {
        *done = sleep_cancel(vm, (Sleep *)waiter.object, message) ||
                wake_from_ended_sleep(vm, task);
        return true;
    }
    value_keep(waiter);
    bool ok = future_cancel(vm, FUTURE(waiter), message, done);
    value_drop(vm, waiter);
    return ok;
}

static void set_cancel_message(Vm *vm, Future *future, Value message)
{
    bool plain = value_is_unset(message) || value_is_none(message);
    if (!plain)
        value_set(vm, &future_rare(vm, future)->cancel_message, value_keep(message));
    else if (future->rare)
        value_clear(vm, &future->rare->cancel_message);
}

bool task_cancel(Vm *vm, Task *task, Value message, bool *done)
{
    Future *future = &task->future;
    future->flags &= (uint8_t)~FUTURE_UNSEEN;
    *done = !future_is_done(future);
    if (!*done) return true;
    if (future->cancels < UINT16_MAX) future->cancels++;
    Asyncio *asyncio = asyncio_of(vm);
    uint32_t cause = asyncio->cause;
    uint32_t event = record_cancel(vm, task, message);
    if (event) asyncio->cause = event;
    // A task that waits for a task that waits ... may be longer than the C stack.
    bool reached = false, ok = recursion_enter(vm, " while calling a Python object");
    if (ok) {
        ok = cancel_waiter(vm, task, message, &reached);
        recursion_leave(vm);
    }
    asyncio->cause = cause;
    if (!ok || reached) return ok;
    // Its step is scheduled already: it is told then.
    future->flags |= FUTURE_MUST_CANCEL;
    set_cancel_message(vm, future, message);
    return true;
}

int task_uncancel(Vm *vm, Task *task)
{
    (void)vm;
    Future *future = &task->future;
    if (future->cancels && !--future->cancels)
        future->flags &= (uint8_t) ~(FUTURE_MUST_CANCEL | FUTURE_SWALLOWING);
    return future->cancels;
}

static Value cancel_message(const Future *future)
{
    return future->rare ? future->rare->cancel_message : UNSET;
}

// ---- The end of a task ----

// Its last event, the cause of all that its end sets going.
static void record_end(Vm *vm, Task *task, TraceEnd how, Value value)
{
    task_unlist(vm, task);
    if (task->future.held) sync_task_ended(vm, task);
    if (!vm->trace) return;
    TraceText text = 0;
    if (how != END_CANCELLED) text = trace_value_text(vm, value);
    asyncio_of(vm)->cause =
        trace_task_end(vm->trace, clock_now(vm->clock), task->future.id, how, text);
}

static void end_cancelled(Vm *vm, Task *task, Value message)
{
    record_end(vm, task, END_CANCELLED, UNSET);
    future_cancel_plain(vm, &task->future, message);
}

static void task_returns(Vm *vm, Task *task, Value result)
{
    Future *future = &task->future;
    if (future->flags & FUTURE_MUST_CANCEL) {
        // Cancelled right before its coroutine stopped.
        future->flags &= (uint8_t)~FUTURE_MUST_CANCEL;
        Value message = value_keep(cancel_message(future));
        end_cancelled(vm, task, message);
        value_drop(vm, message);
    } else {
        if (future->flags & FUTURE_SWALLOWING) notice_swallowing(vm, task);
        record_end(vm, task, END_FINISHED, result);
        future_finish(vm, future, result);
    }
    value_drop(vm, result);
}

// False if the exception must go on through the loop.
static bool task_raises(Vm *vm, Task *task)
{
    if (vm->halt) return false;
    Future *future = &task->future;
    Value exception = exception_take(vm);
    if (exception_is(vm, exception, CANCELLED_ERROR)) {
        // Kept, so that who asks for the result gets this very exception.
        value_set(vm, &future_rare(vm, future)->cancelled, exception);
        end_cancelled(vm, task, UNSET);
        return true;
    }
    record_end(vm, task, END_FAILED, exception);
    future_fail(vm, future, exception);
    if (exception_is(vm, exception, SYSTEM_EXIT) ||
        exception_is(vm, exception, KEYBOARD_INTERRUPT))
        return exception_restore(vm, exception);
    value_drop(vm, exception);
    return true;
}

// ---- What a step yields ----

// The task goes on in the next turn, with a RuntimeError thrown into it. [text] is freed.
static bool schedule_error(Vm *vm, Task *task, Text *text, bool ok)
{
    if (ok) {
        uint32_t event = record_suspension(vm, task, UNSET);
        Value error = exception_new(vm, RUNTIME_ERROR, "%s", text_string(text));
        loop_take(vm, future_loop(vm, &task->future), CALLBACK_STEP,
                  object_keep(&task->future.object), error.object, event);
    }
    text_free(text);
    return ok;
}

// "<before><repr of the task><between><repr of the thing><after>".
static bool schedule_complaint(Vm *vm, Task *task, const char *before,
                               const char *between, Value thing, const char *after)
{
    Text text = {0};
    text_add(&text, before);
    bool ok = text_add_repr(vm, &text, value_object(task));
    if (ok && between) {
        text_add(&text, between);
        ok = text_add_repr(vm, &text, thing);
    }
    text_add(&text, after);
    return schedule_error(vm, task, &text, ok);
}

static bool schedule_bad_yield(Vm *vm, Task *task, Value yielded)
{
    if (value_has_layout(yielded, LAYOUT_COROUTINE) && !is_coroutine(vm, yielded) &&
        !value_is_async_generator(yielded))
        return schedule_complaint(
            vm, task, "yield was used instead of yield from for generator in task ",
            " with ", yielded, "");
    Text text = {0};
    text_add(&text, "Task got bad yield: ");
    bool ok = text_add_repr(vm, &text, yielded);
    return schedule_error(vm, task, &text, ok);
}

// From now on the task waits for [waiter], whose reference it takes over. A cancellation
// that came during the step reaches what it waits for at once.
static bool wait_for_it(Vm *vm, Task *task, Value waiter)
{
    Future *future = &task->future;
    future->result = waiter;
    if (vm->trace) record_suspension(vm, task, waiter);
    if (future->flags & FUTURE_SWALLOWING) notice_swallowing(vm, task);
    if (!(future->flags & FUTURE_MUST_CANCEL)) return true;
    Value message = value_keep(cancel_message(future));
    bool reached, ok = cancel_waiter(vm, task, message, &reached);
    value_drop(vm, message);
    if (ok && reached) future->flags &= (uint8_t)~FUTURE_MUST_CANCEL;
    return ok;
}

static inline __attribute__((always_inline)) bool
task_waits_for_future(Vm *vm, Task *task, Value yielded)
{
    Future *awaited = FUTURE(yielded);
    bool ok;
    if (awaited == &task->future)
        ok = schedule_complaint(vm, task, "Task cannot await on itself: ", NULL, UNSET,
                                "");
    else if (awaited->loop != task->future.loop)
        ok = schedule_complaint(vm, task, "Task ", " got Future ", yielded,
                                " attached to a different loop");
    else if (!(awaited->flags & FUTURE_BLOCKING))
        ok = schedule_complaint(vm, task, "yield was used instead of yield from in task ",
                                " with ", yielded, "");
    else {
        awaited->flags &= (uint8_t)~FUTURE_BLOCKING;
        future_add_callback(vm, awaited, CALLBACK_WAKEUP, &task->future.object);
        return wait_for_it(vm, task, yielded);
    }
    value_drop(vm, yielded);
    return ok;
}

// What came out of a step: a future to wait for, a sleep, or None for one turn.
static inline __attribute__((always_inline)) bool task_yields(Vm *vm, Task *task,
                                                              Value yielded)
{
    if (value_is_none(yielded)) {
        uint32_t event = 0;
        if (vm->trace) event = record_suspension(vm, task, UNSET);
        if (task->future.flags & FUTURE_SWALLOWING) notice_swallowing(vm, task);
        loop_push(vm, future_loop(vm, &task->future), CALLBACK_YIELD,
                  &task->future.object, NULL, event);
        return true;
    }
    if (value_is_sleep(vm, yielded)) {
        Sleep *sleep = (Sleep *)yielded.object;
        sleep->sleeper |= (uintptr_t)object_keep(task);
        if (vm->trace || task->future.flags) return wait_for_it(vm, task, yielded);
        task->future.result = yielded;
        return true;
    }
    if (value_is_future(yielded)) return task_waits_for_future(vm, task, yielded);
    bool ok = schedule_bad_yield(vm, task, yielded);
    value_drop(vm, yielded);
    return ok;
}

// ---- One step ----

static bool refuse_step(Vm *vm, Task *task)
{
    Text text = {0};
    if (text_add_repr(vm, &text, value_object(task)))
        raise_error(vm, INVALID_STATE_ERROR, "__step(): already done: %s",
                    text_string(&text));
    text_free(&text);
    return false;
}

// [exception], if it is a cancellation, is what the task is told now.
static void note_cancellation(Vm *vm, Task *task, const Object *exception)
{
    if (task->future.cancels &&
        exception_is(vm, value_object((void *)exception), CANCELLED_ERROR))
        task->future.flags |= FUTURE_SWALLOWING;
}

// Resumes the coroutine. [exception] is the task's own reference, NULL for none.
static Stop resume(Vm *vm, Task *task, Object *exception, Value *result)
{
    Value coroutine = value_object(task->coroutine);
    if (!exception) return coroutine_send(vm, coroutine, NONE, result);
    note_cancellation(vm, task, exception);
    Stop stop = coroutine_throw(vm, coroutine, value_object(exception), result);
    object_drop(vm, exception);
    return stop;
}

// ---- The context of a step ----

static VarContext *own_context(const Task *task)
{
    return task->future.rare ? task->future.rare->context : NULL;
}

VarContext *task_context(Vm *vm, Task *task)
{
    VarContext *own = own_context(task);
    if (own) return own;
    bool runs = task == asyncio_of(vm)->current;
    own = runs ? object_keep(context_outermost(vm)) : context_new(vm);
    return future_rare(vm, &task->future)->context = own;
}

static bool enter_context(Vm *vm, Task *task)
{
    return context_enter(vm, own_context(task), &asyncio_of(vm)->outside);
}

// What the step made of an empty context is the task's from now on.
static void leave_context(Vm *vm, Task *task)
{
    VarContext *left = context_leave(vm, asyncio_of(vm)->outside);
    asyncio_of(vm)->outside = (ContextOutside){NULL};
    if (left && !own_context(task) && !future_is_done(&task->future))
        future_rare(vm, &task->future)->context = left;
    else
        object_drop(vm, left);
}

// The step of [task] goes into its context, where there is any at all: false with the
// exception set if other code is in it.
static inline bool context_begins(Vm *vm, Task *task)
{
    if (__builtin_expect(!vm->context && !task->future.rare, 1)) return true;
    return enter_context(vm, task);
}

static inline void context_ends(Vm *vm, Task *task)
{
    if (__builtin_expect(vm->context || asyncio_of(vm)->outside.context, 0))
        leave_context(vm, task);
}

// What a step led to counts now. Inlined, as every switch between tasks comes here.
static inline __attribute__((always_inline)) bool step_ends(Vm *vm, Task *task, Stop stop,
                                                            Value result)
{
    if (vm->halt) return false; // the report wants to know whose step it was
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->current = NULL;
    bool ok = true;
    switch (stop) {
    case STOP_YIELDS: ok = task_yields(vm, task, result); break;
    case STOP_RETURNS: task_returns(vm, task, result); break;
    case STOP_RAISES: ok = task_raises(vm, task); break;
    case STOP_PAUSES: ASSERT(false, "only where tasks are threads"); break;
    }
    context_ends(vm, task);
    asyncio->cause = 0;
    return ok;
}

bool task_stepped_on_thread(Vm *vm, Task *task, Stop stop, Value result)
{
    if (vm->halt) return false;
    if (task_thread_takes_time(vm, task, stop, result)) {
        asyncio_of(vm)->current = NULL;
        asyncio_of(vm)->cause = 0;
        return true;
    }
    bool ok = step_ends(vm, task, stop, result);
    if (!vm->halt) task_thread_stepped(vm, task);
    return ok;
}

static bool step_on_thread(Vm *vm, Task *task, Object *exception)
{
    if (exception) note_cancellation(vm, task, exception);
    Value result = UNSET;
    Stop stop = task_thread_resume(vm, task, exception, &result);
    return task_stepped_on_thread(vm, task, stop, result);
}

// The task waits for nothing any more.
static inline void step_begins(Vm *vm, Task *task, uint32_t cause)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->current = task;
    asyncio->sleeps_in_step = 0;
    asyncio->cause =
        trace_task_resume(vm->trace, clock_now(vm->clock), task->future.id, cause);
}

bool task_step(Vm *vm, Task *task, Object *exception, uint32_t cause)
{
    Asyncio *asyncio = asyncio_of(vm);
    Future *future = &task->future;
    if (future_is_done(future)) {
        object_drop(vm, exception);
        return refuse_step(vm, task);
    }
    if (!context_begins(vm, task)) {
        object_drop(vm, exception);
        return false;
    }
    if (future->flags & FUTURE_MUST_CANCEL) {
        if (!exception || !exception_is(vm, value_object(exception), CANCELLED_ERROR)) {
            object_drop(vm, exception);
            exception = future_cancelled_error(vm, future).object;
        }
        future->flags &= (uint8_t)~FUTURE_MUST_CANCEL;
    }
    value_clear(vm, &future->result);
    step_begins(vm, task, cause);
    if (asyncio->tasks_are_threads && task_has_thread(task) && tasks_are_threads(vm))
        return step_on_thread(vm, task, exception);
    Value result = UNSET;
    Stop stop = resume(vm, task, exception, &result);
    return step_ends(vm, task, stop, result);
}

// True if the task waits for [sleep] in code of the program alone, which then goes on with
// what a step sends: nobody but the two can see that the sleep is over.
static inline bool leaves_sleep(Vm *vm, Task *task, Sleep *sleep)
{
    return !(task->future.flags & FUTURE_MUST_CANCEL) &&
           !asyncio_of(vm)->tasks_are_threads &&
           coroutine_leave_await(vm, task->coroutine, &sleep->object);
}

bool task_rung(Vm *vm, Task *task, uint32_t cause)
{
    Value waiter = task->future.result;
    Sleep *sleep = (Sleep *)waiter.object;
    bool is_direct = value_is_sleep(vm, waiter) && sleep->sleeper == SLEEP_RANG &&
                     leaves_sleep(vm, task, sleep);
    if (!is_direct) return task_step(vm, task, NULL, cause);
    if (!context_begins(vm, task)) return false;
    Value sent = sleep_ends(vm, sleep), result = UNSET;
    task->future.result = UNSET;
    sleep_drop_twice(vm, sleep);
    step_begins(vm, task, cause);
    Stop stop = coroutine_send(vm, value_object(task->coroutine), sent, &result);
    value_drop(vm, sent);
    return step_ends(vm, task, stop, result);
}

bool task_slept(Vm *vm, Task *task, Sleep *sleep)
{
    Asyncio *asyncio = asyncio_of(vm);
    sleep->sleeper = SLEEP_RANG;
    if (vm->context || task->future.rare) return task_rung(vm, task, 0);
    if (!leaves_sleep(vm, task, sleep)) return task_step(vm, task, NULL, 0);
    sleep->sleeper = SLEEP_OVER;
    task->future.result = UNSET;
    sleep_drop_twice(vm, sleep);
    asyncio->current = task;
    asyncio->sleeps_in_step = 0;
    Value result = UNSET;
    Stop stop = coroutine_go_on(vm, task->coroutine, &result);
    bool sleeps_again = stop == STOP_YIELDS && result.kind == VALUE_OBJECT &&
                        result.object->type == asyncio->sleep_type &&
                        !task->future.flags && !vm->context && !vm->halt;
    if (!sleeps_again) return step_ends(vm, task, stop, result);
    asyncio->current = NULL;
    asyncio->cause = 0;
    ((Sleep *)result.object)->sleeper |= (uintptr_t)object_keep(task);
    task->future.result = result;
    return true;
}

bool task_woken(Vm *vm, Task *task, Object **argument, uint32_t cause)
{
    Future *future = (Future *)*argument;
    // While events are recorded a put or get has its line: its frame must be there.
    bool is_direct =
        !vm->trace && future->object.type == asyncio_of(vm)->owned_future_type &&
        future->state == FUTURE_FINISHED && !(future->flags & FUTURE_FAILED) &&
        !future_is_done(&task->future) && !(task->future.flags & FUTURE_MUST_CANCEL) &&
        !asyncio_of(vm)->tasks_are_threads;
    if (!is_direct) return task_wakeup(vm, &task->future.object, *argument);
    if (!context_begins(vm, task)) return false;
    value_clear(vm, &task->future.result);
    step_begins(vm, task, cause);
    Value sent = NONE, result = UNSET;
    waiters_answer(vm, task->coroutine, argument, &sent);
    Stop stop = coroutine_send(vm, value_object(task->coroutine), sent, &result);
    value_drop(vm, sent);
    return step_ends(vm, task, stop, result);
}

Object *task_raise_below(Vm *vm, Object *exception)
{
    if (!exception || !value_is_exception(vm->handled)) return exception;
    raise_value(vm, value_object(exception));
    return exception_take(vm).object;
}

bool task_wakeup(Vm *vm, Object *target, Object *argument)
{
    Task *task = (Task *)target;
    uint32_t cause = asyncio_of(vm)->cause;
    if (!argument) return task_step(vm, task, NULL, cause);
    Value error = UNSET;
    if (future_is_cancelled((Future *)argument) ||
        ((Future *)argument)->flags & FUTURE_FAILED)
        error = future_error(vm, (Future *)argument);
    Object *exception = value_is_unset(error) ? NULL : error.object;
    if (future_is_cancelled((Future *)argument))
        exception = task_raise_below(vm, exception);
    return task_step(vm, task, exception, cause);
}
