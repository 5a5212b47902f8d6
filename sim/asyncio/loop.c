// loop.c -- the ready queue, and turns.

#include "asyncio/loop.h"

#include "asyncio/callbacks.h"
#include "asyncio/debug.h"
#include "asyncio/diagnostics.h"
#include "asyncio/executors.h"
#include "asyncio/log.h"
#include "asyncio/task_threads.h"
#include "asyncio/tasks.h"
#include "base/assert.h"
#include "base/prefetch.h"
#include "threads/threads.h"
#include "trace/record.h"

// ---- The ready queue ----

static_assert(CALLBACK_READY_KINDS <= 16, "the kind stands in four bits of a pointer");

// A new last block.
static void block_add(Vm *vm, Loop *loop)
{
    ReadyBlock *block = blocks_take(&vm->clock->blocks);
    size_t each = sizeof(Packed) + (vm->trace ? sizeof *block->causes : 0);
    block->next = NULL;
    block->used = 0;
    block->capacity = (uint32_t)((BLOCK_BYTES - sizeof *block) / each);
    block->causes = vm->trace ? (uint32_t *)&block->entries[block->capacity] : NULL;
    if (loop->last)
        loop->last->next = block;
    else
        loop->first = block;
    loop->last = block;
}

// The first block is used up.
static void block_leave(Vm *vm, Loop *loop)
{
    ReadyBlock *block = loop->first;
    loop->at = 0;
    if (!block->next) { // the only one begins anew
        block->used = 0;
        return;
    }
    loop->first = block->next;
    blocks_give(&vm->clock->blocks, block);
}

void loop_take_slowly(Vm *vm, Loop *loop, CallbackKind kind, Object *target,
                      Object *argument, uint32_t cause)
{
    DEBUG_ASSERT((int)kind < (int)CALLBACK_READY_KINDS, "others stand in Handles");
    if (loop->closed) {
        object_drop(vm, target);
        object_drop(vm, argument);
        return;
    }
    block_add(vm, loop);
    loop_take(vm, loop, kind, target, argument, cause);
}

static inline Object *target_at(const ReadyBlock *block, uint32_t at)
{
    return (Object *)(block->entries[at].target & ~(uintptr_t)15);
}

static inline Ready ready_at(const ReadyBlock *block, uint32_t at)
{
    const Packed *packed = &block->entries[at];
    return (Ready){
        .target = target_at(block, at),
        .argument = packed->argument,
        .kind = (uint32_t)(packed->target & 15),
        .cause = block->causes ? block->causes[at] : 0,
    };
}

Ready loop_ready(const Loop *loop, uint32_t index)
{
    const ReadyBlock *block = loop->first;
    for (index += loop->at; index >= block->capacity; block = block->next)
        index -= block->capacity;
    return ready_at(block, index);
}

static inline Ready ready_pop(Vm *vm, Loop *loop)
{
    ReadyBlock *block = loop->first;
    Ready ready = ready_at(block, loop->at++);
    loop->count--;
    if (loop->at == block->used) block_leave(vm, loop);
    return ready;
}

static void ready_clear(Vm *vm, Loop *loop)
{
    while (loop->count) {
        Ready ready = ready_pop(vm, loop);
        object_drop(vm, ready.target);
        object_drop(vm, ready.argument);
    }
    if (loop->first) blocks_give(&vm->clock->blocks, loop->first); // the one that is left
    loop->first = loop->last = NULL;
}

// ---- Running one entry ----

static bool call_done_callback(Vm *vm, Object *target, Object *argument)
{
    Value future = value_object(argument);
    return context_call(vm, callback_context(vm, target), callback_callable(vm, target),
                        &future, 1);
}

static bool run_handle(Vm *vm, Object *target, Object *argument);

static CallbackFn *const functions[CALLBACK_KIND_COUNT] = {
    [CALLBACK_WAKEUP] = task_wakeup,
    [CALLBACK_CALL] = call_done_callback,
    [CALLBACK_HANDLE] = run_handle,
    [CALLBACK_SLEEP] = sleep_ring,
    [CALLBACK_RUN_UNTIL_COMPLETE] = loop_run_until_complete_done,
    [CALLBACK_GATHER] = gather_child_done,
    [CALLBACK_WAIT] = wait_child_done,
    [CALLBACK_RELEASE_WAITER] = waiter_release,
    [CALLBACK_SHIELD_INNER] = shield_inner_done,
    [CALLBACK_SHIELD_OUTER] = shield_outer_done,
    [CALLBACK_GROUP] = group_task_done,
    [CALLBACK_TIMEOUT] = timeout_ring,
    [CALLBACK_AS_COMPLETED] = as_completed_done,
    [CALLBACK_AS_COMPLETED_TIMEOUT] = as_completed_timeout,
    [CALLBACK_CREATE_TASK] = create_task_of,
};

static bool run_own_handle(Vm *vm, Handle *handle)
{
    ContextOutside outside;
    if (!context_enter(vm, handle->context, &outside)) return false;
    bool ok = functions[handle->kind](vm, handle->callback.object, NULL);
    if (!vm->halt) object_drop(vm, context_leave(vm, outside));
    return ok;
}

// A handle that was cancelled after it became ready does nothing.
static bool run_handle(Vm *vm, Object *target, Object *argument)
{
    (void)argument;
    Handle *handle = (Handle *)target;
    if (handle->cancelled) return true;
    if (handle->kind != CALLBACK_HANDLE) return run_own_handle(vm, handle);
    Value callback = value_keep(handle->callback);
    Value arguments = value_keep(handle->arguments);
    const Tuple *tuple = TUPLE(arguments);
    // Its exception handler is called in the context as the callback has left it.
    if (!handle->context && vm->types.context) handle->context = context_new(vm);
    bool ok =
        context_call(vm, handle->context, callback, tuple->items, (int)tuple->count);
    value_drop(vm, callback);
    value_drop(vm, arguments);
    return ok;
}

const char *callback_name(CallbackKind kind)
{
    static const char *const names[] = {
#define X(name, text, source) text,
        CALLBACKS(X)
#undef X
    };
    return names[kind];
}

// Adds what the trace calls an entry that is no step: the program's own callback by its
// name, ours by CPython's.
static void add_entry_name(Vm *vm, Text *text, const Ready *ready)
{
    CallbackKind kind = (CallbackKind)ready->kind;
    Value callable = value_object(ready->target);
    if (kind == CALLBACK_HANDLE) {
        Handle *handle = (Handle *)ready->target;
        kind = (CallbackKind)handle->kind;
        callable = handle->callback;
    }
    if (kind != CALLBACK_CALL && kind != CALLBACK_HANDLE) {
        text_add(text, callback_name(kind));
        return;
    }
    if (kind == CALLBACK_CALL) callable = callback_callable(vm, ready->target);
    if (value_is_unset(callable)) return; // cancelled
    callable_add_trace_name(vm, text, callable);
}

TraceText loop_sleep_entry(Vm *vm)
{
    // It becomes ready in every other turn of many a program.
    TraceText *kept = &asyncio_of(vm)->trace_sleep_rings;
    const char *name = callback_name(CALLBACK_SLEEP);
    if (!*kept) *kept = trace_text(vm->trace, name, strlen(name));
    return *kept;
}

static TraceText entry_name(Vm *vm, const Ready *ready)
{
    if (ready->kind == CALLBACK_SLEEP) return loop_sleep_entry(vm);
    Text text = {0};
    add_entry_name(vm, &text, ready);
    TraceText name = trace_text(vm->trace, text_string(&text), text.size);
    text_free(&text);
    return name;
}

static bool run_callback(Vm *vm, Loop *loop, const Ready *ready)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->cause = ready->cause;
    bool cancelled =
        ready->kind == CALLBACK_HANDLE && ((Handle *)ready->target)->cancelled;
    if (vm->trace && ready->kind != CALLBACK_SLEEP && !cancelled)
        asyncio->cause = trace_callback_run(vm->trace, clock_now(vm->clock),
                                            entry_name(vm, ready), ready->cause);
    bool ok = functions[ready->kind](vm, ready->target, ready->argument);
    if (!ok) ok = loop_report_failure(vm, loop, ready);
    asyncio->cause = 0;
    return ok;
}

// An exception that an entry carries goes over to the step.
static Object *take_exception(Ready *ready)
{
    Object *exception = ready->argument;
    if (!exception || exception->type->layout != LAYOUT_EXCEPTION) return NULL;
    ready->argument = NULL;
    return exception;
}

static inline bool run_step(Vm *vm, Task *task, Ready *ready)
{
    if (ready->kind == CALLBACK_YIELD) return task_yielded(vm, task, ready->cause);
    if (ready->kind == CALLBACK_STEP)
        return task_step(vm, task, take_exception(ready), ready->cause);
    asyncio_of(vm)->cause = ready->cause;
    if (!ready->argument) return task_rung(vm, task, ready->cause);
    if (ready->argument->type->layout == LAYOUT_FUTURE)
        return task_woken(vm, task, &ready->argument, ready->cause);
    return task_step(vm, task, task_raise_below(vm, take_exception(ready)), ready->cause);
}

bool loop_run_step(Vm *vm, Task *task, Ready *ready)
{
    return run_step(vm, task, ready);
}

static bool run_entry(Vm *vm, Loop *loop, Ready *ready, bool on_threads)
{
    Task *task = (Task *)ready->target;
    bool ok;
    switch (ready->kind) {
    case CALLBACK_STEP:
    case CALLBACK_YIELD:
    case CALLBACK_WAKEUP:
        if (!on_threads && asyncio_steps_cost(vm) && !asyncio_charge_step(vm, task))
            return false;
        if (on_threads) {
            ok = task_thread_run(vm, task, ready);
            ready->argument = NULL; // the thread has it now
        } else {
            ok = run_step(vm, task, ready);
        }
        break;
    case CALLBACK_THREAD: ok = task_thread_go_on(vm, task); break;
    default: return run_callback(vm, loop, ready);
    }
    return ok || loop_report_failure(vm, loop, ready);
}

// ---- One turn ----

// The memory of the entries that come soon is asked for while the present one runs. Few of
// them have theirs at hand.
static inline void look_ahead(const Loop *loop)
{
    enum { FEW = 16 };
    const ReadyBlock *block = loop->first;
    uint32_t at = loop->at;
    if (loop->count < FEW) return;
    if (at + 4 < block->used) prefetch_all(target_at(block, at + 4), sizeof(Task));
    if (at + 1 >= block->used) return;
    const Object *next = target_at(block, at + 1);
    if (callback_is_step((CallbackKind)(block->entries[at + 1].target & 15)))
        coroutine_prefetch(((const Task *)next)->coroutine);
}

// A timer that is due becomes ready in the loop that set it.
static void timer_fires(Vm *vm, Loop *running, Timer *timer)
{
    Object *owner = timer_owner(timer);
    if (value_is_sleep(vm, value_object(owner))) {
        sleep_fires(vm, running, (Sleep *)owner);
        return;
    }
    Handle *handle = (Handle *)owner;
    handle->scheduled = false;
    uint32_t fire = trace_timer_fire(vm->trace, clock_now(vm->clock), handle->event);
    loop_take(vm, loop_numbered(vm, handle->loop), CALLBACK_HANDLE, owner, NULL, fire);
}

static void record_entry(Vm *vm, const Ready *ready)
{
    if (callback_is_step((CallbackKind)ready->kind))
        trace_list_task(vm->trace, ((Task *)ready->target)->future.id);
    else
        trace_list_callback(vm->trace, entry_name(vm, ready));
}

// Steps that go on where they stopped, or get no core yet, are no turn of the loop.
static bool only_goes_on(const Loop *loop)
{
    for (uint32_t i = 0; i < loop->count; i++)
        if (loop_ready(loop, i).kind != CALLBACK_THREAD) return false;
    return !loop->stopping;
}

static void record_turn(Vm *vm, const Loop *loop)
{
    if (threads_are_open(vm) && only_goes_on(loop)) return;
    uint32_t at = loop->at;
    for (const ReadyBlock *block = loop->first; block; block = block->next, at = 0) {
        for (; at < block->used; at++) {
            Ready ready = ready_at(block, at);
            record_entry(vm, &ready);
        }
    }
    trace_turn(vm->trace, clock_now(vm->clock), (uint32_t)vm->clock->set);
}

// ---- Timers of other loops ----

// All loops have one clock. A timer that is due while another loop than its own runs is set
// aside until that looks at its timers, as each of CPython's has a heap of its own.

static uint16_t loop_of_timer(Vm *vm, Timer *timer)
{
    Object *owner = timer_owner(timer);
    if (!value_is_sleep(vm, value_object(owner))) return ((Handle *)owner)->loop;
    const Task *sleeper = sleep_sleeper((const Sleep *)owner);
    return sleeper ? sleeper->future.loop : 0;
}

static void set_aside(Vm *vm, Timer *timer)
{
    Asyncio *asyncio = asyncio_of(vm);
    if (asyncio->aside_count == asyncio->aside_capacity) {
        uint32_t old = asyncio->aside_capacity, new = old ? old * 2 : 8;
        Timer **timers = heap_buffer_resize(vm, asyncio->set_aside, old * sizeof *timers,
                                            new * sizeof *timers);
        if (!timers) return;
        asyncio->set_aside = timers;
        asyncio->aside_capacity = new;
    }
    asyncio->set_aside[asyncio->aside_count++] = timer;
}

static void take_from_aside(Asyncio *asyncio, uint32_t at)
{
    asyncio->aside_count--;
    memmove(asyncio->set_aside + at, asyncio->set_aside + at + 1,
            (asyncio->aside_count - at) * sizeof *asyncio->set_aside);
}

void timer_cancel(Vm *vm, Timer *timer)
{
    Asyncio *asyncio = asyncio_of(vm);
    for (uint32_t i = asyncio->aside_count; i-- > 0;)
        if (asyncio->set_aside[i] == timer) take_from_aside(asyncio, i);
    clock_cancel(vm->clock, timer);
}

// Fires the timers of [loop] that are due, and sets those of others aside.
static void sort_timers(Vm *vm, Loop *loop)
{
    Asyncio *asyncio = asyncio_of(vm);
    for (uint32_t i = 0; i < asyncio->aside_count;) {
        Timer *timer = asyncio->set_aside[i];
        if (loop_of_timer(vm, timer) != loop->number) {
            i++;
            continue;
        }
        take_from_aside(asyncio, i);
        timer_fires(vm, loop, timer);
    }
    for (Timer *timer; (timer = clock_take_due(vm->clock));) {
        if (loop_of_timer(vm, timer) == loop->number)
            timer_fires(vm, loop, timer);
        else
            set_aside(vm, timer);
    }
}

static bool has_aside(Vm *vm, const Loop *loop)
{
    const Asyncio *asyncio = asyncio_of(vm);
    for (uint32_t i = 0; i < asyncio->aside_count; i++)
        if (loop_of_timer(vm, asyncio->set_aside[i]) == loop->number) return true;
    return false;
}

// Timers of other loops wake this one as well.
static bool select_on_thread(Vm *vm, const Loop *loop)
{
    do {
        if (!thread_running_selects(vm)) return false;
    } while (!loop->count && !loop->stopping && !clock_first_due(vm->clock) &&
             !has_aside(vm, loop));
    return true;
}

// Nothing is ready: the clock moves to the earliest timer. False if that ends the run.
static bool wait_for_timer(Vm *vm, Loop *loop)
{
    Clock *clock = vm->clock;
    loop->lone_turns = 0;
    if (threads_are_open(vm)) {
        loop->thread = thread_running(vm); // threads may have come since it began
        if (!loop->thread->is_outside) return select_on_thread(vm, loop);
        return threads_move(vm, clock_next(clock));
    }
    if (!clock->set) {
        report_deadlock(vm);
        return vm_halt(vm, HALT_DEADLOCK, NULL);
    }
    notice_computing(vm);
    clock_advance(clock);
    loop_look_at_sleepers(vm);
    return clock_now(clock) <= vm->limits.time || vm_halt(vm, HALT_LIMIT, "time");
}

// One turn, in the order of _run_once() in Python's base_events.py.
static bool run_once(Vm *vm, Loop *loop)
{
    Clock *clock = vm->clock;
    bool is_alone = asyncio_of(vm)->loops_alive < 2, on_threads = tasks_are_threads(vm);
    if (!is_alone) sort_timers(vm, loop);
    while (!loop->count && !loop->stopping && !clock_has_due(clock)) {
        if (!wait_for_timer(vm, loop)) return false;
        if (!is_alone) sort_timers(vm, loop);
        // A task's thread may have got a core: it runs below.
        if (is_alone || on_threads) break;
    }
    for (Timer *timer; (timer = clock_take_due(clock));)
        timer_fires(vm, loop, timer);
    bool is_outside = on_threads && thread_running(vm)->is_outside;
    if (is_outside) threads_settle(vm);
    if (vm->trace) record_turn(vm, loop);

    // Count first: what these callbacks schedule belongs to the next turn.
    bool only_yields = loop->count > 0;
    for (uint32_t left = loop->count; left > 0; left--) {
        look_ahead(loop);
        Ready ready = ready_pop(vm, loop);
        if (ready.kind != CALLBACK_YIELD) only_yields = false;
        SimTime began = clock_now(clock);
        bool ok = run_entry(vm, loop, &ready, on_threads);
        if (clock_now(clock) != began) notice_blocking(vm, loop, &ready, began);
        if (loop->debug && ok) ok = debug_tell_slow(vm, loop, &ready, began);
        if (is_outside) threads_settle(vm);
        object_drop(vm, ready.target);
        object_drop(vm, ready.argument);
        if (!ok || vm->halt) return false;
    }
    notice_turn(vm, loop, only_yields);
    return true;
}

// ---- Running a loop ----

bool loop_check_open(Vm *vm, const Loop *loop)
{
    return !loop->closed || raise_error(vm, RUNTIME_ERROR, "Event loop is closed");
}

bool loop_check_running(Vm *vm, const Loop *loop)
{
    if (loop->running)
        return raise_error(vm, RUNTIME_ERROR, "This event loop is already running");
    if (asyncio_of(vm)->running)
        return raise_error(vm, RUNTIME_ERROR,
                           "Cannot run the event loop while another loop is running");
    return true;
}

bool loop_run_forever(Vm *vm, Loop *loop)
{
    if (!loop_check_open(vm, loop) || !loop_check_running(vm, loop)) return false;
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->running = loop;
    loop->running = true;
    loop->thread = threads_are_open(vm) ? thread_running(vm) : NULL;
    bool ok;
    do {
        bool stops = loop->stopping;
        ok = loop->count || loop->debug || loop_run_sleepers(vm, loop);
        if (!stops && loop->stopping) break; // the turn of a sleeper was the last one
        ok = ok && run_once(vm, loop);
    } while (ok && !loop->stopping);
    loop->stopping = loop->running = false;
    loop->thread = NULL;
    asyncio->running = NULL;
    asyncio->cause = 0;
    return ok;
}

bool loop_run_until_complete_done(Vm *vm, Object *target, Object *argument)
{
    (void)vm;
    Future *future = (Future *)argument;
    Loop *loop = (Loop *)target;
    if (future->flags & FUTURE_FAILED) {
        future->flags &= (uint8_t)~FUTURE_UNSEEN;
        // The loop has been left already.
        if (exception_is(vm, future->result, SYSTEM_EXIT) ||
            exception_is(vm, future->result, KEYBOARD_INTERRUPT))
            return true;
    }
    loop->stopping = true;
    return true;
}

// Ends run_until_complete() as its except and finally do. Takes [future] over.
static bool finish_running(Vm *vm, Loop *loop, Value future, bool is_new, bool ok,
                           Value *result)
{
    Future *done = FUTURE(future);
    if (!ok && is_new && done->state == FUTURE_FINISHED)
        done->flags &= (uint8_t)~FUTURE_UNSEEN;
    if (!vm->halt)
        future_remove_callback(vm, done, CALLBACK_RUN_UNTIL_COMPLETE, &loop->object);
    if (ok && !future_is_done(done))
        ok =
            raise_error(vm, RUNTIME_ERROR, "Event loop stopped before Future completed.");
    ok = ok && future_result(vm, done, result);
    Value raised = UNSET; // dropping the future may run the program's code
    if (!ok && !vm->halt) raised = exception_take(vm);
    value_drop(vm, future);
    if (!value_is_unset(raised)) exception_restore(vm, raised);
    return ok;
}

bool loop_run_until_complete(Vm *vm, Loop *loop, Value awaitable, Value *result)
{
    if (!loop_check_open(vm, loop) || !loop_check_running(vm, loop)) return false;
    bool is_new = !value_is_future(awaitable);
    Value future;
    if (!ensure_future(vm, awaitable, loop, &future)) return false;
    if (is_new) FUTURE(future)->flags |= FUTURE_QUIET;
    future_add_callback(vm, FUTURE(future), CALLBACK_RUN_UNTIL_COMPLETE, &loop->object);
    bool ok = loop_run_forever(vm, loop);
    return finish_running(vm, loop, future, is_new, ok, result);
}

// ---- Making and closing ----

// A free number for a loop: 0 when there are too many.
static uint16_t loop_number(Vm *vm)
{
    Asyncio *asyncio = asyncio_of(vm);
    for (uint32_t i = 1; i < asyncio->loop_count; i++)
        if (!asyncio->loops[i]) return (uint16_t)i;
    if (asyncio->loop_count > UINT16_MAX) return 0;
    uint32_t old = asyncio->loop_count, count = old ? old * 2 : 4;
    Loop **loops = heap_buffer_resize(vm, asyncio->loops, old * sizeof *loops,
                                      count * sizeof *loops);
    if (!loops) return 0;
    for (uint32_t i = old; i < count; i++)
        loops[i] = NULL;
    asyncio->loops = loops;
    asyncio->loop_count = count;
    return (uint16_t)(old ? old : 1); // number 0 means none
}

static Loop *loop_at(Vm *vm, uint16_t number)
{
    Loop *loop = object_new(vm, asyncio_of(vm)->loop_type);
    loop->number = number;
    loop->serial = ++asyncio_of(vm)->loop_serials;
    loop->slow_callback = 0.1;
    loop->debug = debug_is_wanted(vm);
    loop->exception_handler = loop->task_factory = loop->executor = UNSET;
    asyncio_of(vm)->loops[number] = loop;
    asyncio_of(vm)->loops_alive++;
    return loop;
}

Loop *loop_new(Vm *vm)
{
    uint16_t number = loop_number(vm);
    if (!number) {
        vm_halt(vm, HALT_LIMIT, "loops");
        return NULL;
    }
    Loop *loop = loop_at(vm, number);
    if (log_made(vm)) return loop;
    if (!vm->halt) object_drop(vm, loop);
    return NULL;
}

typedef struct Clearing {
    Vm *vm;
    const Loop *loop;
} Clearing;

static void clear_timer(void *owner, Timer *timer)
{
    Clearing *clearing = owner;
    Object *object = timer_owner(timer);
    if (value_is_sleep(clearing->vm, value_object(object))) {
        const Task *sleeper = sleep_sleeper((Sleep *)object);
        if (sleeper && sleeper->future.loop == clearing->loop->number)
            timer_cancel(clearing->vm, timer);
        return;
    }
    Handle *handle = (Handle *)object;
    if (handle->loop != clearing->loop->number) return;
    timer_cancel(clearing->vm, timer);
    handle->scheduled = false;
    // Not dropped here, where a finaliser could disturb the walk.
    loop_take(clearing->vm, (Loop *)clearing->loop, CALLBACK_HANDLE, object, NULL, 0);
}

void loop_close(Vm *vm, Loop *loop)
{
    if (loop->closed) return;
    Clearing clearing = {vm, loop};
    for (uint32_t i = asyncio_of(vm)->aside_count; i-- > 0;)
        clear_timer(&clearing, asyncio_of(vm)->set_aside[i]);
    if (vm->clock->set) clock_each(vm->clock, clear_timer, &clearing);
    loop->closed = true;
    ready_clear(vm, loop);
    loop_leave_executor(vm, loop);
}

void loop_release(Vm *vm, Object *self)
{
    Loop *loop = (Loop *)self;
    Asyncio *asyncio = asyncio_of(vm);
    loop_close(vm, loop);
    value_clear(vm, &loop->exception_handler);
    value_clear(vm, &loop->task_factory);
    if (loop->tasks)
        heap_buffer_free(vm, loop->tasks, loop->task_capacity * sizeof(Task *));
    if (loop->generators)
        heap_buffer_free(vm, loop->generators,
                         loop->generator_capacity * sizeof(Object *));
    loop->tasks = NULL;
    loop->generators = NULL;
    if (loop->number) asyncio->loops[loop->number] = NULL;
    if (loop->number) asyncio->loops_alive--;
}
