// sleepers.c -- the turns of a loop in which nothing happens but that one sleep is over.
//
// Such a sleep takes two turns of _run_once() in CPython's base_events.py: in one its timer
// rings and makes its task ready, in the next one the task goes on. Nothing can come
// between them, so here they are one; the trace tells of both. Where steps cost time, or
// others than this loop have a say, the loop's own turns do it all.

#include "asyncio/debug.h"
#include "asyncio/diagnostics.h"
#include "asyncio/loop.h"
#include "asyncio/tasks.h"
#include "asyncio/waiting.h"
#include "base/prefetch.h"
#include "threads/threads.h"
#include "trace/record.h"

// What does not change while a loop runs.
static bool sleeps_are_apart(const Vm *vm)
{
    return !asyncio_steps_cost(vm) && !asyncio_of(vm)->tasks_are_threads;
}

// True if nobody but this loop moves time.
static inline bool is_only_loop(const Vm *vm)
{
    return asyncio_of(vm)->loops_alive < 2 && !threads_are_open(vm);
}

// ---- Asking for memory ahead of time ----

// Measured: from how many sleepers on asking for a sleep, its task and its coroutine pays,
// and from how many on asking for what the coroutine waits for does.
enum { SLEEPERS_MANY = 200, SLEEPERS_FAR = 3000 };

// The task of a timer that is a sleep; NULL for others.
static inline const Task *sleeper_of(const Vm *vm, const TimerEntry *entry)
{
    Object *owner = timer_owner(entry->timer);
    bool sleeps = value_is_sleep(vm, value_object(owner));
    return sleeps ? sleep_sleeper((const Sleep *)owner) : NULL;
}

// The sleeps that are over next, then their tasks, then the tasks' coroutines, then other
// coroutines that those await: each can be found only when the one before is there.
static inline void look_at_sleepers(const Vm *vm)
{
    if (vm->clock->set < SLEEPERS_MANY) return;
    const TimerEntry *next = clock_ahead(vm->clock);
    if (!next) return;
    const Object *sleep = timer_owner(next[CLOCK_AHEAD - 1].timer);
    prefetch_all(sleep, vm->trace ? sizeof(SleepRecorded) : sizeof(Sleep));
    const Task *task = sleeper_of(vm, &next[10]);
    if (task) prefetch_all(task, sizeof *task);
    task = sleeper_of(vm, &next[5]);
    if (task) coroutine_prefetch(task->coroutine);
    if (vm->clock->set < SLEEPERS_FAR) return;
    task = sleeper_of(vm, &next[2]);
    if (task) coroutine_prefetch_awaited(task->coroutine, timer_owner(next[2].timer));
}

void loop_look_at_sleepers(const Vm *vm)
{
    look_at_sleepers(vm);
}

// ---- One after the other ----

// Whose timer rings next, if that alone happens then: NULL otherwise.
static inline Object *next_alone(Vm *vm, const Loop *loop)
{
    if (loop->count || loop->stopping || !is_only_loop(vm)) return NULL;
    const TimerEntry *next = clock_lone_next(vm->clock);
    if (!next || next->when > vm->limits.time) return NULL;
    return timer_owner(next->timer);
}

// The same if it is a sleep that somebody waits for.
static inline Sleep *next_sleep(Vm *vm, const Loop *loop)
{
    Object *owner = next_alone(vm, loop);
    bool sleeps = owner && value_is_sleep(vm, value_object(owner)) &&
                  sleep_is_waited_for((Sleep *)owner);
    return sleeps ? (Sleep *)owner : NULL;
}

// Time moves to the end of that sleep. The sleep's reference of its task is the step's now.
static inline void begin_turns(Vm *vm, Loop *loop, Task *task)
{
    Asyncio *asyncio = asyncio_of(vm);
    loop->lone_turns = 0;
    notice_computing(vm);
    clock_take_next(vm->clock);
    look_at_sleepers(vm);
    asyncio->awake = task;
    asyncio->awake_since = clock_now(vm->clock);
}

// The turn in which [sleep] rings and the one in which [task] goes on. The event that woke
// it.
static uint32_t record_turns(Vm *vm, const Sleep *sleep, const Task *task)
{
    return trace_sleep_over(vm->trace, clock_now(vm->clock), sleep_event(vm, sleep),
                            loop_sleep_entry(vm), task->future.id,
                            (uint32_t)vm->clock->set);
}

static void record_step(Vm *vm, const Sleep *sleep, const Task *task)
{
    uint32_t fire = record_turns(vm, sleep, task);
    asyncio_of(vm)->cause =
        trace_task_resume(vm->trace, clock_now(vm->clock), task->future.id, fire);
}

// True if no more happens to the two than that the sleep of the task, a plain one, is over:
// its coroutine has left that with this.
static inline bool leaves_plain_sleep(const Vm *vm, Task *task, Sleep *sleep)
{
    return task_is_plain(task) &&
           coroutine_leave_await(vm, task->coroutine, &sleep->object);
}

// The task that has left [sleep] begins its step.
static inline void begin_bare_step(Vm *vm, Task *task, Sleep *sleep)
{
    Asyncio *asyncio = asyncio_of(vm);
    sleep->sleeper = SLEEP_OVER;
    task->future.result = UNSET;
    sleep_drop_twice(vm, sleep);
    asyncio->current = task;
    asyncio->sleeps_in_step = 0;
}

// That step is over if it led to another plain sleep, which then has the reference of the
// task.
static inline bool sleeps_again(Vm *vm, Value *yielded)
{
    Asyncio *asyncio = asyncio_of(vm);
    Task *task = asyncio->awake;
    bool is_plain = task && yielded->kind == VALUE_OBJECT &&
                    yielded->object->type == asyncio->sleep_type && !task->future.flags &&
                    !vm->context && !vm->halt &&
                    clock_now(vm->clock) == asyncio->awake_since;
    if (!is_plain) return false;
    ((Sleep *)yielded->object)->sleeper |= (uintptr_t)task;
    value_move(&task->future.result, yielded);
    *yielded = UNSET;
    asyncio->awake = NULL;
    asyncio->current = NULL;
    asyncio->cause = 0;
    return true;
}

// Made twice, as whether events are recorded would be asked at every switch.
static inline __attribute__((always_inline)) Object *next_sleeper(Vm *vm, Value *yielded,
                                                                  bool records)
{
    Task *last = asyncio_of(vm)->awake;
    if (!sleeps_again(vm, yielded)) return NULL;
    if (records) record_suspension(vm, last, last->future.result);
    Loop *loop = asyncio_of(vm)->running;
    Sleep *sleep = (Sleep *)next_alone(vm, loop);
    if (!sleep || !sleep_is_plain(vm, sleep)) return NULL;
    Task *task = sleep_sleeper(sleep);
    if (!leaves_plain_sleep(vm, task, sleep)) return NULL;
    begin_turns(vm, loop, task);
    if (records) record_step(vm, sleep, task);
    begin_bare_step(vm, task, sleep);
    return task->coroutine;
}

Object *sleepers_next(Vm *vm, Value *yielded)
{
    return next_sleeper(vm, yielded, false);
}

Object *sleepers_next_recorded(Vm *vm, Value *yielded)
{
    return next_sleeper(vm, yielded, true);
}

static inline bool step_of_sleeper(Vm *vm, Task *task, Sleep *sleep)
{
    if (sleep_is_plain(vm, sleep) && steps_are_bare(vm) &&
        leaves_plain_sleep(vm, task, sleep)) {
        if (vm->trace) record_step(vm, sleep, task);
        begin_bare_step(vm, task, sleep);
        Value result = UNSET;
        Stop stop = coroutine_go_on(vm, task->coroutine, &result);
        if (stop == STOP_YIELDS && value_is_unset(result)) return true;
        return task_step_ends(vm, asyncio_of(vm)->awake, stop, result);
    }
    uint32_t fire = vm->trace ? record_turns(vm, sleep, task) : 0;
    sleep->sleeper = SLEEP_RANG;
    return task_rung(vm, task, fire);
}

static inline bool sleeper_goes_on(Vm *vm, Loop *loop, Sleep *sleep)
{
    Asyncio *asyncio = asyncio_of(vm);
    bool ok = step_of_sleeper(vm, asyncio->awake, sleep);
    SimTime began = asyncio->awake_since;
    Task *task = asyncio->awake; // the last one that went on, NULL if that sleeps
    asyncio->awake = NULL;
    if (__builtin_expect(!ok || clock_now(vm->clock) != began, 0)) {
        Ready ready = {.target = &task->future.object, .kind = CALLBACK_WAKEUP};
        ok = ok || loop_report_failure(vm, loop, &ready);
        if (clock_now(vm->clock) != began) notice_blocking(vm, loop, &ready, began);
        if (loop->debug && ok) ok = debug_tell_slow(vm, loop, &ready, began);
    }
    object_drop(vm, task);
    return ok && !vm->halt;
}

bool loop_run_sleepers(Vm *vm, Loop *loop)
{
    if (!sleeps_are_apart(vm)) return true;
    for (Sleep *sleep; (sleep = next_sleep(vm, loop));) {
        begin_turns(vm, loop, sleep_sleeper(sleep));
        if (!sleeper_goes_on(vm, loop, sleep)) return false;
    }
    return true;
}
