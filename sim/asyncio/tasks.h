// tasks.h -- Task: a coroutine that the loop drives, step by step; and sleep.
//
// Models CPython's _asyncio.Task. A step sends None (or throws) into the coroutine; what
// comes out of it says what to wait for. A task is in one of three states: its step is
// scheduled; its step runs; or it waits for a future that is not done.

#ifndef ASYNCIO_TASKS_H
#define ASYNCIO_TASKS_H

#include "asyncio/futures.h"
#include "vm/context.h"

struct Task {
    Future future;
    Object *coroutine; // kept after the end, as get_coro() and repr() show it
    uint32_t index;    // in the loop's list of tasks
    uint32_t number;   // N of "Task-N"; 0 if it was given a name
};
static_assert(sizeof(Task) == 80, "a sleeping task must fit into 256 bytes");

// asyncio.sleep(delay, result): coroutine, future and timer in one object. While it
// waits it is what its task waits for.
typedef enum SleepState {
    SLEEP_NEW,       // never awaited
    SLEEP_YIELDED,   // of 0 s: gave way once
    SLEEP_WAITS,     // the time is not over
    SLEEP_RANG,      // it is over, the sleeper not yet back
    SLEEP_CANCELLED, // cancelled, the sleeper not yet back
    SLEEP_OVER,
} SleepState;

typedef struct Sleep {
    Object object;
    Timer timer; // behind the header, as in Handle
    // The task to wake up (counted; NULL before it is known), with the SleepState in the
    // low three bits and SLEEP_RINGING: a million sleepers are why it is so dense.
    uintptr_t sleeper;
} Sleep;

enum { SLEEP_STATE_BITS = 7, SLEEP_RINGING = 8 }; // fired, and in the ready queue
static_assert(sizeof(Sleep) == 32, "a sleeping task must fit into 256 bytes");

// Every one while events are recorded.
typedef struct SleepRecorded {
    Sleep sleep;
    uint32_t event; // its timer.set
} SleepRecorded;

// One that is not awaited where it is made.
typedef struct SleepFull {
    SleepRecorded recorded;
    double delay; // in seconds; of a new one
    Value result;
} SleepFull;

#define NOT_LISTED UINT32_MAX // a task's index when it is over

#define TASK(value) ((Task *)(value).object)

static inline bool value_is_task(const Vm *vm, Value v)
{
    return v.kind == VALUE_OBJECT && value_is_future(v) &&
           type_is_subtype(v.object->type, asyncio_of(vm)->task_type);
}

static inline bool value_is_sleep(const Vm *vm, Value v)
{
    if (v.kind != VALUE_OBJECT) return false;
    Type *type = v.object->type;
    return type == asyncio_of(vm)->sleep_type || type == asyncio_of(vm)->sleep_full_type;
}

// loop.create_task(coroutine): a new Task, owned by the caller; NULL with the exception
// set (closed loop, not a coroutine). [name] UNSET: the next "Task-N". [context] UNSET: a
// copy of the present one.
Task *task_new(Vm *vm, Loop *loop, Value coroutine, Value name, Value context);

// create_task(coroutine) where the loop has no task factory: the same without a name and
// in the context of now.
Task *task_new_plain(Vm *vm, Loop *loop, Value coroutine);

// What Task(coroutine) makes of a new object: its coroutine is set, it is in the loop's list
// and its first step is scheduled, or made at once if [eager] and the loop runs. [name] and
// [context] as above; false with the exception set.
bool task_begin(Vm *vm, Task *task, Loop *loop, Value coroutine, Value name,
                Value context, bool eager);

// task.get_context(). Borrowed.
VarContext *task_context(Vm *vm, Task *task);

// Takes a task that is over, or dies, out of its loop's list.
void task_unlist(Vm *vm, Task *task);

// task.cancel(msg): false in [*done] if it is over already. [message] UNSET: none.
bool task_cancel(Vm *vm, Task *task, Value message, bool *done);

// Cancels what the task waits for, which reaches the task later: false in [*done] if there
// is nothing that could be cancelled.
bool task_cancel_waiter(Vm *vm, Task *task, Value message, bool *done);

// task.uncancel(): what is left.
int task_uncancel(Vm *vm, Task *task);

// The task whose step runs now, or NULL. Borrowed.
static inline Task *task_current(const Vm *vm)
{
    return asyncio_of(vm)->current;
}

// One step: throws [exception] (taken over, NULL: none) into the coroutine or goes on. The
// exception, and what it keeps alive, is let go when all of the step is over; only one that
// the step itself makes (the task was cancelled while it waited for nothing) before it counts
// what came of it, as in CPython's task_step_impl().
// [cause] is the event that made it ready. False only for SystemExit, KeyboardInterrupt
// and a halted run, and for a step of a task that is done.
bool task_step(Vm *vm, Task *task, Object *exception, uint32_t cause);

// One step, as [*argument], the future that the task waited for, is done. May take the
// reference over: then it is NULL. False as for task_step().
bool task_woken(Vm *vm, Task *task, Object **argument, uint32_t cause);

// Where tasks are threads: the step of [task] led to [stop] and [result], which it takes
// over.
bool task_stepped_on_thread(Vm *vm, Task *task, Stop stop, Value result);

// A cancellation is raised below all coroutines before it is thrown into one: its context
// is what plain code handles, as when asyncio.run closes after an error. Takes and returns
// the reference; NULL stays NULL.
Object *task_raise_below(Vm *vm, Object *exception);

// The timer of a sleep is due: it goes into the ready queue.
void sleep_fires(Vm *vm, Loop *running, Sleep *sleep);

// True if a task waits for this sleep, whose time is not over.
static inline bool sleep_is_waited_for(const Sleep *sleep)
{
    return (sleep->sleeper & 15) == SLEEP_WAITS && sleep->sleeper > 15;
}

// True if the timer that rings is all that happens to this sleep: nobody but its task can
// know of it, and that waits for it.
static inline bool sleep_is_plain(const Vm *vm, const Sleep *sleep)
{
    return sleep->object.type == asyncio_of(vm)->sleep_type && sleep_is_waited_for(sleep);
}

// The step behind a yield, as that of `await sleep(0)`. False as for task_step().
bool task_yielded(Vm *vm, Task *task, uint32_t cause);

// One step, as the sleep that the task waited for has rung. False as for task_step().
bool task_rung(Vm *vm, Task *task, uint32_t cause);

// True if a step of a plain task is nothing but its coroutine's, recorded or not: no context
// variable has a value, and tasks are no threads.
static inline bool steps_are_bare(const Vm *vm)
{
    return !vm->context && !asyncio_of(vm)->tasks_are_threads;
}

// The number of its timer.set; 0 where nothing is recorded.
static inline uint32_t sleep_event(const Vm *vm, const Sleep *sleep)
{
    return vm->trace ? ((const SleepRecorded *)sleep)->event : 0;
}

// One that nobody has cancelled, and that has no rare part.
static inline bool task_is_plain(const Task *task)
{
    const Future *future = &task->future;
    return !future->flags && !future->rare && !future_is_done(future);
}

// The end of such a step, which led to [stop] and [result], taken over. False as for
// task_step().
bool task_step_ends(Vm *vm, Task *task, Stop stop, Value result);

// A sleep that has rung is over: its result, owned by the caller.
Value sleep_full_ends(SleepFull *sleep);
static inline Value sleep_ends(Vm *vm, Sleep *sleep)
{
    sleep->sleeper = SLEEP_OVER;
    if (sleep->object.type == asyncio_of(vm)->sleep_type) return NONE;
    return sleep_full_ends((SleepFull *)sleep);
}

// Gives back the references that the task and the stack of its coroutine had of a sleep that
// is over: mostly the last ones, and the next sleep takes its memory.
static inline void sleep_drop_twice(Vm *vm, Sleep *sleep)
{
    if (sleep->object.references == 2 && !asyncio_of(vm)->spare) {
        sleep->object.references = 1;
        sleep->object.number = 0;
        asyncio_of(vm)->spare = sleep;
        return;
    }
    object_drop(vm, sleep);
    object_drop(vm, sleep);
}

// Who sleeps, or NULL. Borrowed.
static inline Task *sleep_sleeper(const Sleep *sleep)
{
    return (Task *)(sleep->sleeper & ~(uintptr_t)15);
}

// The name, an owned str.
Value task_name(Vm *vm, const Task *task);
void task_add_name(const Task *task, Text *out);

// str(name) for a name= argument, or UNSET for None.
bool task_name_argument(Vm *vm, Value given, Value *name);

// loop.create_task(coroutine, name=name, context=context), by the loop's task factory if it
// has one. Both may be UNSET.
bool loop_create_task(Vm *vm, Loop *loop, Value coroutine, Value name, Value context,
                      Value *result);

// ensure_future(value): owned; false with the exception set. [loop] may be NULL.
bool ensure_future(Vm *vm, Value value, Loop *loop, Value *future);

// asyncio.sleep(delay, result), checked: a coroutine object, owned by the caller.
bool sleep_new(Vm *vm, Value delay, Value result, Value *coroutine);

// gather(*values): the outer future, owned by the caller.
bool gather(Vm *vm, const Value *values, int count, bool return_exceptions,
            Value *result);

// The pending tasks of [loop] in the order of asyncio's all_tasks(), each counted, in a new
// list: those whose eager first step goes on come last.
Value tasks_of(Vm *vm, const Loop *loop);

// The qualified name of any coroutine object, for texts. Borrowed.
const char *coroutine_text(const Vm *vm, Value coroutine);

// asyncio.iscoroutine(v): native ones, sleeps and aclose() objects included.
bool is_other_coroutine(const Vm *vm, Value v);
static inline bool is_coroutine(const Vm *vm, Value v)
{
    if (v.kind != VALUE_OBJECT) return false;
    return v.object->type == vm->types.coroutine || is_other_coroutine(vm, v);
}

// Cancels a sleep that waits; false if its time is over already.
bool sleep_cancel(Vm *vm, Sleep *sleep, Value message);
// True if its coroutine has ended, or was closed.
bool sleep_is_over(const Sleep *sleep);

// The instant that lies [delay] seconds from now; SIMTIME_NEVER if it is past the range.
SimTime time_after(const Vm *vm, double delay);

void tasks_init(Vm *vm, Module *module);
void eager_init(Vm *vm, Module *module);
void sleep_init(Vm *vm, Module *module);
void gather_init(Vm *vm, Module *module);
void wait_init(Vm *vm, Module *module);
void as_completed_init(Vm *vm, Module *module);

#endif
