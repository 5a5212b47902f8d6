// tasks.c -- Task, as CPython's _asynciomodule.c has it: making, naming, cancelling.

#include "asyncio/tasks.h"

#include "asyncio/task_threads.h"
#include "asyncio/values.h"
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

// Makes room for one task more; false over the memory limit.
static __attribute__((noinline)) bool list_grow(Vm *vm, Loop *loop)
{
    if (loop->task_count < loop->task_slots / 2) close_gaps(loop);
    if (loop->task_slots < loop->task_capacity) return true;
    uint32_t old = loop->task_capacity, new = old ? old * 2 : 16;
    Task **tasks =
        heap_buffer_resize(vm, loop->tasks, old * sizeof *tasks, new * sizeof *tasks);
    if (!tasks) return false;
    loop->tasks = tasks;
    loop->task_capacity = new;
    return true;
}

static inline bool register_task(Vm *vm, Loop *loop, Task *task)
{
    if (loop->task_slots == loop->task_capacity && !list_grow(vm, loop)) return false;
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

// The task gets its coroutine, its id and its name, and stands in the loop's list.
static inline bool task_enters(Vm *vm, Task *task, Loop *loop, Value coroutine,
                               Value name)
{
    Asyncio *asyncio = asyncio_of(vm);
    task->coroutine = object_keep(coroutine.object);
    task->future.wait = WAIT_TASK;
    task->future.id = ++asyncio->task_ids;
    if (value_is_unset(name))
        task->number = ++asyncio->names;
    else
        future_rare(vm, &task->future)->name = value_keep(name);
    if (loop->closing) task->future.flags |= FUTURE_INTERNAL;
    return register_task(vm, loop, task);
}

// Its first step is scheduled. [created] is the event of its making.
static inline void task_waits_for_turn(Vm *vm, Task *task, Loop *loop, uint32_t created)
{
    if (tasks_are_threads(vm)) task_thread_new(vm, task);
    loop_push(vm, loop, CALLBACK_STEP, &task->future.object, NULL, created);
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
    if (!task_enters(vm, task, loop, coroutine, name)) return false;
    uint32_t created = record_creation(vm, task, coroutine, name);
    if (eager && loop->running && !tasks_are_threads(vm))
        return start_eagerly(vm, task, created);
    task_waits_for_turn(vm, task, loop, created);
    return true;
}

Task *task_new_plain(Vm *vm, Loop *loop, Value coroutine)
{
    Asyncio *asyncio = asyncio_of(vm);
    bool is_plain = coroutine.kind == VALUE_OBJECT &&
                    coroutine.object->type == vm->types.coroutine &&
                    asyncio->alive < vm->limits.tasks && context_is_empty(vm);
    if (!is_plain) return task_new(vm, loop, coroutine, UNSET, UNSET);
    Task *task = object_new_sized(vm, asyncio->task_type, sizeof *task);
    memset(&task->future.object + 1, 0, sizeof *task - sizeof(Object));
    future_begin(vm, &task->future, loop);
    if (!task_enters(vm, task, loop, coroutine, UNSET)) {
        object_drop(vm, task);
        return NULL;
    }
    uint32_t created = vm->trace ? record_creation(vm, task, coroutine, UNSET) : 0;
    task_waits_for_turn(vm, task, loop, created);
    return task;
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

bool task_cancel_waiter(Vm *vm, Task *task, Value message, bool *done)
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
        ok = task_cancel_waiter(vm, task, message, &reached);
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
