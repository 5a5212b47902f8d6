// diagnostics.c -- the loop's judgements: each is one function, called where the fact is
// known.

#include "asyncio/diagnostics.h"

#include "asyncio/base_futures.h"
#include "asyncio/mixins.h"
#include "asyncio/taskgroups.h"
#include "asyncio/timeouts.h"
#include "asyncio/values.h"
#include "asyncio/waiting.h"
#include "threads/threads.h"
#include "trace/record.h"
#include "vm/places.h"
#include "vm/set.h"

// ---- Reporting ----

void asyncio_diagnostic(Vm *vm, TraceCode code, uint32_t task, const TraceFact *facts,
                        uint32_t line)
{
    Trace *report = asyncio_of(vm)->report;
    if (!report || vm->halt) return;
    TracePlace place = {.line = line ? line : (uint32_t)vm_line(vm)};
    trace_diagnostic(report, clock_now(vm->clock), task, thread_running_id(vm), code,
                     facts, place);
}

static TraceFact text_fact(const Text *text)
{
    return (TraceFact){.kind = FACT_TEXT, .text = text_string(text)};
}

static void add_task_name(const Task *task, Text *text)
{
    task_add_name(task, text);
}

static uint32_t task_line(const Task *task)
{
    if (!task->coroutine || task->coroutine->type->layout != LAYOUT_COROUTINE) return 0;
    return (uint32_t)coroutine_line(value_object(task->coroutine));
}

// A diagnostic whose only fact is the task's name.
static void about_task(Vm *vm, TraceCode code, const Task *task)
{
    Text name = {0};
    add_task_name(task, &name);
    TraceFact fact = text_fact(&name);
    asyncio_diagnostic(vm, code, task->future.id, &fact, task_line(task));
    text_free(&name);
}

// ---- loop-blocked ----

// Who an entry of the ready queue is about, in words: a task's name or a callback's.
static void add_owner_name(Vm *vm, Object *owner, CallbackKind kind, Text *text)
{
    if (callback_is_step(kind)) {
        task_add_name((Task *)owner, text);
        return;
    }
    if (kind == CALLBACK_SLEEP) {
        Task *sleeper = sleep_sleeper((Sleep *)owner);
        if (sleeper) task_add_name(sleeper, text);
        return;
    }
    Value callable = value_object(owner);
    if (kind == CALLBACK_HANDLE) {
        Handle *handle = (Handle *)owner;
        kind = (CallbackKind)handle->kind;
        callable = handle->callback;
    }
    if (kind != CALLBACK_CALL && kind != CALLBACK_HANDLE)
        text_add(text, callback_name(kind));
    else if (!value_is_unset(callable))
        callable_add_trace_name(vm, text, callable);
}

static uint32_t task_of_entry(const Ready *ready)
{
    bool step = callback_is_step((CallbackKind)ready->kind);
    return step ? ((const Task *)ready->target)->future.id : 0;
}

// The task that goes on when [future] is done, or NULL.
static Task *task_behind(const Future *future)
{
    for (uint32_t i = 0; i < future_callback_count(future); i++) {
        Object *target;
        if (future_callback_at(future, i, &target) == CALLBACK_WAKEUP)
            return (Task *)target;
    }
    return NULL;
}

// The task that one of asyncio's own callbacks lets go on; NULL if it lets nobody go on,
// as when a gather still waits for its other children.
static Task *task_let_go(CallbackKind kind, Object *target)
{
    switch (kind) {
    case CALLBACK_GATHER: {
        const GatheringFuture *gather = (const GatheringFuture *)target;
        return gather->finished + 1 < gather->expected ? NULL
                                                       : task_behind(&gather->future);
    }
    case CALLBACK_WAIT: {
        const Wait *wait = (const Wait *)target;
        bool all = wait->until == UNTIL_ALL && wait->left > 1;
        return all || !wait->waiter ? NULL : task_behind(wait->waiter);
    }
    case CALLBACK_GROUP: {
        const TaskGroup *group = (const TaskGroup *)target;
        return group->tasks->count > 1 || !group->completed ? NULL : group->parent;
    }
    case CALLBACK_RELEASE_WAITER:
    case CALLBACK_SHIELD_INNER: return task_behind((const Future *)target);
    case CALLBACK_TIMEOUT: return ((const Timeout *)target)->task;
    default: return NULL;
    }
}

// Adds who was late because [kind] could not be done with [target]: a task, or a callback
// of the program. False if nobody that the program knows was.
static bool add_late_name(Vm *vm, CallbackKind kind, Object *target, Text *text)
{
    if (kind == CALLBACK_HANDLE && ((Handle *)target)->cancelled) return false;
    if (kind == CALLBACK_HANDLE && ((Handle *)target)->kind != CALLBACK_HANDLE) {
        kind = (CallbackKind)((Handle *)target)->kind;
        target = ((Handle *)target)->callback.object;
        if (!target) return false; // a timeout that is over has let go of its task
    }
    if (kind <= CALLBACK_SLEEP) {
        add_owner_name(vm, target, kind, text);
    } else {
        const Task *task = task_let_go(kind, target);
        if (task) task_add_name(task, text);
    }
    return text->size > 0;
}

// Among what was ready while the step held the loop, the first that the program knows.
static bool find_late(Vm *vm, const Loop *loop, uint32_t ready_count, Text *text)
{
    for (uint32_t i = 0; i < ready_count && i < loop->count; i++) {
        Ready ready = loop_ready(loop, i);
        if (add_late_name(vm, (CallbackKind)ready.kind, ready.target, text)) return true;
    }
    return false;
}

void notice_blocking(Vm *vm, Loop *loop, const Ready *ran, SimTime began)
{
    SimTime now = clock_now(vm->clock), held = now - began;
    // What the step made ready at its end, its own callbacks for one, was not late.
    uint32_t ready_count = asyncio_of(vm)->held_ready;
    asyncio_of(vm)->held_ready = 0;
    const Machine *machine = asyncio_of(vm)->machine;
    bool is_the_rule = machine && machine->model == MACHINE_SEQUENTIAL;
    if (held < BLOCKED_LEAST || is_the_rule) return;
    Text name = {0}, late = {0};
    SimTime late_by = held;
    const TimerEntry *due = clock_first_due(vm->clock);
    bool is_late = find_late(vm, loop, ready_count, &late);
    if (!is_late && due && due->when < now) {
        Object *owner = timer_owner(due->timer);
        bool sleeps = value_is_sleep(vm, value_object(owner));
        late_by = now - due->when;
        is_late =
            add_late_name(vm, sleeps ? CALLBACK_SLEEP : CALLBACK_HANDLE, owner, &late);
    }
    if (is_late) {
        add_owner_name(vm, ran->target, (CallbackKind)ran->kind, &name);
        TraceFact facts[] = {text_fact(&name),
                             {.kind = FACT_TIME, .number = held},
                             text_fact(&late),
                             {.kind = FACT_TIME, .number = late_by}};
        asyncio_diagnostic(vm, DIAGNOSTIC_LOOP_BLOCKED, task_of_entry(ran), facts,
                           asyncio_of(vm)->held_line);
    }
    text_free(&name);
    text_free(&late);
}

// ---- busy-wait and free-computing ----

void notice_turn(Vm *vm, Loop *loop, bool only_yields)
{
    if (!only_yields) {
        loop->lone_turns = 0;
        return;
    }
    if (++loop->lone_turns < BUSY_TURNS || loop->busy_reported) return;
    loop->busy_reported = true;
    TraceFact fact = {.kind = FACT_NUMBER, .number = loop->lone_turns};
    uint32_t task = 0, line = 0;
    if (loop->count) {
        Ready ready = loop_ready(loop, 0);
        const Ready *first = &ready;
        task = task_of_entry(first);
        if (task) line = task_line((const Task *)first->target);
    }
    asyncio_diagnostic(vm, DIAGNOSTIC_BUSY_WAIT, task, &fact, line);
}

void notice_operations(Vm *vm, int64_t operations)
{
    Asyncio *asyncio = asyncio_of(vm);
    if (asyncio->computing_reported) return;
    if (asyncio->machine && asyncio->machine->cost_op) return;
    asyncio->computing_reported = true;
    TraceFact fact = {.kind = FACT_NUMBER, .number = operations};
    asyncio_diagnostic(vm, DIAGNOSTIC_FREE_COMPUTING, asyncio_task_id(vm), &fact, 0);
}

// ---- Cancellation ----

void notice_swallowing(Vm *vm, Task *task)
{
    Future *future = &task->future;
    if (!future->cancels) {
        future->flags &= (uint8_t)~FUTURE_SWALLOWING;
        return;
    }
    Value coroutine = value_object(task->coroutine);
    // Cleaning up may take its time, and a group waits for its tasks before it goes on.
    if (waiter_kind(vm, future->result) == WAIT_GROUP ||
        coroutine_is_handling(vm, coroutine, CANCELLED_ERROR))
        return;
    future->flags &= (uint8_t)~FUTURE_SWALLOWING;
    if (future->flags & FUTURE_TOLD) return;
    future->flags |= FUTURE_TOLD;
    about_task(vm, DIAGNOSTIC_CANCEL_SWALLOWED, task);
}

void notice_cancelled_at_end(Vm *vm, Task *task)
{
    about_task(vm, DIAGNOSTIC_CANCELLED_AT_END, task);
}

// ---- Locks ----

void notice_held_lock(Vm *vm, uint32_t task, const char *name, const char *lock,
                      uint32_t line)
{
    TraceFact facts[] = {{.kind = FACT_TEXT, .text = name},
                         {.kind = FACT_TEXT, .text = lock}};
    asyncio_diagnostic(vm, DIAGNOSTIC_LOCK_HELD_AT_END, task, facts, line);
}

// ---- What the default exception handler is told ----

static Value entry(Vm *vm, Dict *context, const char *key)
{
    return dict_get_str(context, str_intern(vm, key));
}

static void add_error(Vm *vm, Value exception, Text *text)
{
    if (value_is_exception(exception)) text_add_trace_value(vm, text, exception);
}

static void about_task_context(Vm *vm, Value task, Value exception, const Text *error)
{
    Text name = {0};
    add_task_name(TASK(task), &name);
    TraceFact facts[] = {text_fact(&name), text_fact(error)};
    bool pending = !value_is_exception(exception);
    asyncio_diagnostic(
        vm, pending ? DIAGNOSTIC_TASK_DESTROYED_PENDING : DIAGNOSTIC_TASK_EXCEPTION_LOST,
        FUTURE(task)->id, facts,
        pending ? task_line(TASK(task)) : exception_line(exception));
    text_free(&name);
}

// A callback that failed, or a context of the program's own making with an exception.
static void about_callback(Vm *vm, Dict *context, Value exception, const Text *error)
{
    static const char prefix[] = "Exception in callback ";
    Value message = entry(vm, context, "message");
    Text name = {0};
    if (value_is_str(message)) {
        const char *text = STR(message)->bytes;
        bool is_callback = strncmp(text, prefix, sizeof prefix - 1) == 0;
        text_add(&name, is_callback ? text + sizeof prefix - 1 : text);
    } else {
        text_add(&name, "Unhandled exception in event loop");
    }
    TraceFact facts[] = {text_fact(&name), text_fact(error)};
    asyncio_diagnostic(vm, DIAGNOSTIC_CALLBACK_FAILED, asyncio_task_id(vm), facts,
                       exception_line(exception));
    text_free(&name);
}

bool notice_context(Vm *vm, Dict *context)
{
    Value exception = entry(vm, context, "exception");
    Value task = entry(vm, context, "task"), future = entry(vm, context, "future");
    bool is_task = value_is_task(vm, task);
    if (!is_task && !value_is_future(future) && !value_is_exception(exception))
        return false;
    Text error = {0};
    add_error(vm, exception, &error);
    if (is_task) {
        about_task_context(vm, task, exception, &error);
    } else if (value_is_task(vm, future)) {
        about_task_context(vm, future, exception, &error);
    } else if (value_is_future(future)) {
        TraceFact fact = text_fact(&error);
        asyncio_diagnostic(vm, DIAGNOSTIC_FUTURE_EXCEPTION_LOST, 0, &fact,
                           exception_line(exception));
    } else {
        about_callback(vm, context, exception, &error);
    }
    text_free(&error);
    return true;
}
