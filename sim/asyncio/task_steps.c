// task_steps.c -- one step of a task: its coroutine goes on, and what that leads to counts,
// as task_step() in CPython's _asynciomodule.c has it.

#include "asyncio/tasks.h"

#include "asyncio/callbacks.h"
#include "asyncio/diagnostics.h"
#include "asyncio/mixins.h"
#include "asyncio/task_threads.h"
#include "asyncio/values.h"
#include "asyncio/waiters.h"
#include "asyncio/waiting.h"
#include "base/assert.h"
#include "trace/record.h"

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

static bool end_cancelled(Vm *vm, Task *task, Value message)
{
    record_end(vm, task, END_CANCELLED, UNSET);
    return future_cancel_plain(vm, &task->future, message);
}

static bool task_returns(Vm *vm, Task *task, Value result)
{
    Future *future = &task->future;
    bool ok;
    if (future->flags & FUTURE_MUST_CANCEL) {
        // Cancelled right before its coroutine stopped.
        future->flags &= (uint8_t)~FUTURE_MUST_CANCEL;
        Value message = value_keep(cancel_message(future));
        ok = end_cancelled(vm, task, message);
        value_drop(vm, message);
    } else {
        if (future->flags & FUTURE_SWALLOWING) notice_swallowing(vm, task);
        record_end(vm, task, END_FINISHED, result);
        ok = future_finish(vm, future, result);
        // One that has a result has nothing to complain of when it dies.
        if (future->object.type == asyncio_of(vm)->task_type)
            future->object.number |= OBJECT_FINALIZED;
    }
    value_drop(vm, result);
    return ok;
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
        return end_cancelled(vm, task, UNSET);
    }
    record_end(vm, task, END_FAILED, exception);
    if (!future_fail(vm, future, exception)) {
        value_drop(vm, exception);
        return false;
    }
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
    bool reached, ok = task_cancel_waiter(vm, task, message, &reached);
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
    if (left && !own_context(task))
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
    case STOP_RETURNS: ok = task_returns(vm, task, result); break;
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

// [made] and [held] are taken over, one of them is thrown; both are NULL for none.
static bool step_on_thread(Vm *vm, Task *task, Object *made, Object *held)
{
    Value result = UNSET;
    Stop stop = task_thread_resume(vm, task, made ? made : held, held, &result);
    object_drop(vm, made);
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

static inline bool is_on_thread(Vm *vm, const Task *task)
{
    return asyncio_of(vm)->tasks_are_threads && task_has_thread(task) &&
           tasks_are_threads(vm);
}

// What a task that was cancelled while it waited for nothing is told; NULL if [exception] tells
// it, or if there is nothing to tell.
static Object *cancellation_made(Vm *vm, Future *future, Object *exception)
{
    if (!(future->flags & FUTURE_MUST_CANCEL)) return NULL;
    future->flags &= (uint8_t)~FUTURE_MUST_CANCEL;
    if (exception && exception_is(vm, value_object(exception), CANCELLED_ERROR))
        return NULL;
    return future_cancelled_error(vm, future).object;
}

// The step of a task whose coroutine does not just go on.
static bool throwing_step(Vm *vm, Task *task, Object *exception, uint32_t cause)
{
    Object *made = cancellation_made(vm, &task->future, exception);
    Object *thrown = made ? made : exception;
    value_clear(vm, &task->future.result);
    step_begins(vm, task, cause);
    note_cancellation(vm, task, thrown);
    if (is_on_thread(vm, task)) return step_on_thread(vm, task, made, exception);
    Value result = UNSET, coroutine = value_object(task->coroutine);
    Stop stop = coroutine_throw(vm, coroutine, value_object(thrown), &result);
    object_drop(vm, made);
    bool ok = step_ends(vm, task, stop, result);
    object_drop(vm, exception);
    return ok;
}

bool task_step(Vm *vm, Task *task, Object *exception, uint32_t cause)
{
    Future *future = &task->future;
    if (future_is_done(future)) {
        object_drop(vm, exception);
        return refuse_step(vm, task);
    }
    if (!context_begins(vm, task)) {
        object_drop(vm, exception);
        return false;
    }
    if (exception || future->flags & FUTURE_MUST_CANCEL)
        return throwing_step(vm, task, exception, cause);
    value_clear(vm, &future->result);
    step_begins(vm, task, cause);
    if (is_on_thread(vm, task)) return step_on_thread(vm, task, NULL, NULL);
    Value result = UNSET;
    Stop stop = coroutine_send(vm, value_object(task->coroutine), NONE, &result);
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

bool task_step_ends(Vm *vm, Task *task, Stop stop, Value result)
{
    return step_ends(vm, task, stop, result);
}

bool task_yielded(Vm *vm, Task *task, uint32_t cause)
{
    if (!steps_are_bare(vm) || !task_is_plain(task))
        return task_step(vm, task, NULL, cause);
    Asyncio *asyncio = asyncio_of(vm);
    step_begins(vm, task, cause);
    Value result = UNSET;
    Stop stop = coroutine_go_on(vm, task->coroutine, &result);
    bool is_bare =
        stop == STOP_YIELDS && !task->future.flags && !vm->context && !vm->trace;
    if (!is_bare || vm->halt) return step_ends(vm, task, stop, result);
    if (value_is_none(result)) {
        loop_push(vm, future_loop(vm, &task->future), CALLBACK_YIELD,
                  &task->future.object, NULL, 0);
    } else if (result.kind == VALUE_OBJECT &&
               result.object->type == asyncio->sleep_type) {
        ((Sleep *)result.object)->sleeper |= (uintptr_t)object_keep(task);
        task->future.result = result;
    } else {
        return step_ends(vm, task, stop, result);
    }
    asyncio->current = NULL;
    asyncio->cause = 0;
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

// True for a future whose exception the C code of CPython takes without calling result().
static bool is_exact(const Vm *vm, const Future *future)
{
    const Asyncio *asyncio = asyncio_of(vm);
    const Type *type = future->object.type;
    return type == asyncio->future_type || type == asyncio->owned_future_type ||
           type == asyncio->task_type;
}

bool task_wakeup(Vm *vm, Object *target, Object *argument)
{
    Task *task = (Task *)target;
    uint32_t cause = asyncio_of(vm)->cause;
    if (!argument) return task_step(vm, task, NULL, cause);
    Future *future = (Future *)argument;
    Object *exception = NULL;
    if (future_is_cancelled(future) || future->flags & FUTURE_FAILED)
        exception = future_error(vm, future).object;
    if (future_is_cancelled(future) || !is_exact(vm, future))
        exception = task_raise_below(vm, exception);
    return task_step(vm, task, exception, cause);
}
