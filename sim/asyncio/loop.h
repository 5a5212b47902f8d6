// loop.h -- the event loop: a queue of what is ready, and turns that run it.
//
// One turn, in the order of _run_once() in CPython's base_events.py:
//
//      cancelled timers are gone already
//      nothing ready?  the clock moves to the earliest timer
//      timers that are due  ---->  ready queue
//      run exactly what is ready now; what it schedules waits for the next turn
//
// What is ready is mostly the step of a task: it stands in the queue as such, without a
// Handle object. Only what the program schedules itself has one.

#ifndef ASYNCIO_LOOP_H
#define ASYNCIO_LOOP_H

#include "asyncio/made.h"
#include "asyncio/module.h"

typedef struct Future Future;

// What a ready entry or a future's callback does: its name and its place in CPython, as
// reprs tell them.
#define CALLBACKS(X)                                                                     \
    X(STEP, "Task.task_step", "")                                                        \
    X(YIELD, "Task.task_step", "")                                                       \
    X(WAKEUP, "Task.task_wakeup", "")                                                    \
    X(CALL, "", "")                                                                      \
    X(HANDLE, "", "")                                                                    \
    X(SLEEP, "_set_result_unless_cancelled", " at futures.py:312")                       \
    X(RUN_UNTIL_COMPLETE, "_run_until_complete_cb", " at base_events.py:182")            \
    X(GATHER, "gather.<locals>._done_callback", " at tasks.py:820")                      \
    X(WAIT, "_wait.<locals>._on_completion", " at tasks.py:521")                         \
    X(RELEASE_WAITER, "_release_waiter", " at tasks.py:454")                             \
    X(SHIELD_INNER, "shield.<locals>._inner_done_callback", " at tasks.py:958")          \
    X(SHIELD_OUTER, "shield.<locals>._outer_done_callback", " at tasks.py:975")          \
    X(GROUP, "TaskGroup._on_task_done", "")                                              \
    X(AS_COMPLETED, "_AsCompletedIterator._handle_completion", "")                       \
    X(CREATE_TASK, "BaseEventLoop.create_task", "")                                      \
    X(THREAD, "Task.task_step", "")                                                      \
    X(TIMEOUT, "Timeout._on_timeout", "")                                                \
    X(AS_COMPLETED_TIMEOUT, "_AsCompletedIterator._handle_timeout", "")

typedef enum CallbackKind {
#define X(name, text, source) CALLBACK_##name,
    CALLBACKS(X)
#undef X
        CALLBACK_KIND_COUNT
} CallbackKind;

// Kinds below this one stand in the ready queue themselves, the others only in Handles.
enum { CALLBACK_READY_KINDS = CALLBACK_TIMEOUT };

// True for an entry that runs a step of a task, its target.
static inline bool callback_is_step(CallbackKind kind)
{
    return kind == CALLBACK_STEP || kind == CALLBACK_YIELD || kind == CALLBACK_WAKEUP ||
           kind == CALLBACK_THREAD;
}

// What the ready queue holds: a target with its kind in the low four bits, an argument.
typedef struct Packed {
    uintptr_t target;
    Object *argument;
} Packed;

// One thing that is ready.
typedef struct Ready {
    Object *target; // whom it is about: a task, a handle, a gather; counted
    Object
        *argument;  // the future that is done, an exception for a step, or NULL; counted
    uint32_t kind;  // CallbackKind
    uint32_t cause; // the event that made it ready, 0 if unknown
} Ready;

// A piece of the ready queue: one of the clock's blocks, as what becomes ready at once later
// has timers instead. While events are recorded it has the cause of each entry too.
typedef struct ReadyBlock {
    struct ReadyBlock *next;
    uint32_t *causes; // behind the entries, or NULL
    uint32_t used, capacity;
    Packed entries[];
} ReadyBlock;

// A first step that goes on inside another step, or inside a callback.
typedef struct EagerStep {
    Task *task;
    struct EagerStep *outer;
} EagerStep;

struct Loop {
    Object object;
    // The ready queue: [count] entries from place [at] of the first block on.
    ReadyBlock *first, *last;
    uint32_t at, count;

    Task **tasks; // alive ones in order of making, NULL where one ended
    uint32_t task_slots, task_capacity, task_count;
    struct EagerStep *eager_steps; // those that go on, the innermost first

    // Async generators being iterated, in order of arrival; not counted, NULL where one
    // is over.
    Object **generators;
    uint32_t generator_count, generator_capacity;

    Value exception_handler, task_factory; // UNSET: default
    Value executor;                        // the default one; UNSET before it is needed
    uint32_t serial;                       // counts all loops of the run
    uint16_t number;                       // index among those alive
    bool running, stopping, closed, debug, generators_closed, closing;
    bool executor_shut;           // shutdown_default_executor() was called
    struct ProgramThread *thread; // that runs it, or NULL; not counted

    double slow_callback; // in debug mode, the seconds from which a callback is told of
    uint32_t lone_turns;  // turns at one instant in which only sleep(0) resumed tasks
    bool busy_reported;
};

#define LOOP(value) ((Loop *)(value).object)

// A scheduled call of the program: what call_soon, call_later and call_at return. Ours
// with a kind other than CALLBACK_HANDLE are timers of our own objects.
typedef struct Handle {
    Object object;
    Timer timer;    // behind the header, as in Sleep: see timer_owner()
    uint32_t event; // its timer.set
    uint16_t loop;
    uint8_t kind; // CallbackKind
    bool cancelled, scheduled;
    VarContext *context; // that the callback runs in; counted; NULL: an empty one
    Value callback;      // or the target of our own kind
    Value arguments;     // UNSET or a tuple
    Value when;          // what the program gave
    Value told; // UNSET, or the repr that a debugged one had when it was cancelled
    MadeAt made;
} Handle;

// The object around a timer: Handles and Sleeps alike.
static inline Object *timer_owner(Timer *timer)
{
    return (Object *)((char *)timer - offsetof(Handle, timer));
}

// Takes the timer out, set or due. Nothing happens if it is neither.
void timer_cancel(Vm *vm, Timer *timer);

// The loop that runs now; NULL and CPython's "no running event loop" set if none does.
Loop *loop_running(Vm *vm);

// asyncio.get_event_loop() as CPython 3.13 has it: the running loop, else the set one.
Loop *loop_get(Vm *vm);

// asyncio.set_event_loop(); NULL for None. False if the program's policy raised.
bool loop_set(Vm *vm, Loop *loop);

// The same as the default policy has them: of the thread, no loop runs. The loop may be None
// or, by mistake, anything.
Loop *loop_get_plain(Vm *vm);
bool loop_set_plain(Vm *vm, Value loop);

// True if create_task() of this loop is nothing but Task().
static inline bool loop_makes_tasks(const Loop *loop)
{
    return !loop->closed && value_is_unset(loop->task_factory);
}

// A new loop, owned by the caller.
Loop *loop_new(Vm *vm);

// The loop with this number. Borrowed.
static inline Loop *loop_numbered(const Vm *vm, uint16_t number)
{
    return asyncio_of(vm)->loops[number];
}

// Begins a new block first, or lets both go if the loop is closed: for loop_take() alone.
void loop_take_slowly(Vm *vm, Loop *loop, CallbackKind kind, Object *target,
                      Object *argument, uint32_t cause);

// Puts something into the ready queue; takes over [target] and [argument] (may be NULL).
static inline void loop_take(Vm *vm, Loop *loop, CallbackKind kind, Object *target,
                             Object *argument, uint32_t cause)
{
    ReadyBlock *block = loop->last;
    if (!block || block->used == block->capacity || loop->closed) {
        loop_take_slowly(vm, loop, kind, target, argument, cause);
        return;
    }
    uint32_t at = block->used++;
    loop->count++;
    block->entries[at] = (Packed){(uintptr_t)target | kind, argument};
    if (block->causes) block->causes[at] = cause;
}

// The same, and keeps them.
static inline void loop_push(Vm *vm, Loop *loop, CallbackKind kind, Object *target,
                             Object *argument, uint32_t cause)
{
    object_keep(target);
    if (argument) object_keep(argument);
    loop_take(vm, loop, kind, target, argument, cause);
}

// The step of [task] that a ready entry stands for: a step, a yield or a wake-up. Takes over
// the exception that [ready] may carry. False as for task_step().
bool loop_run_step(Vm *vm, Task *task, Ready *ready);

// sleepers.c: as long as nothing is ready, and what comes next is that one sleep is over,
// time goes there and its task goes on. False if the loop ends over one of them.
bool loop_run_sleepers(Vm *vm, Loop *loop);

// What the trace calls a sleep that rings, in a turn's ready list.
TraceText loop_sleep_entry(Vm *vm);

// Asks for the memory of the sleeps that are over next, and of their tasks.
void loop_look_at_sleepers(const Vm *vm);

// The hook coroutine_yields: a task whose sleep was over sleeps again. The coroutine of the
// next one whose sleep is over, if that is all that happens. The second one is for runs whose
// events are recorded.
Object *sleepers_next(Vm *vm, Value *yielded);
Object *sleepers_next_recorded(Vm *vm, Value *yielded);

// What stands at [index] (< count) in the ready queue, 0 being next; borrowed.
Ready loop_ready(const Loop *loop, uint32_t index);

// call_soon(callback, *arguments, context=context): a new Handle, owned by the caller; NULL
// with the exception set if the loop is closed. [arguments] is a tuple or UNSET, [context]
// may be UNSET or None: a copy of the present one.
Handle *loop_call_soon(Vm *vm, Loop *loop, Value callback, Value arguments,
                       Value context);

// A timer of our own: rings [kind] with [target] (kept). The caller owns the Handle.
Handle *loop_set_timer(Vm *vm, Loop *loop, SimTime when, CallbackKind kind,
                       Object *target);

// call_at(when, callback, *arguments): [at] is the instant, [when] what the program said,
// [context] as above.
Handle *loop_call_at(Vm *vm, Loop *loop, SimTime at, Value when, Value callback,
                     Value arguments, Value context);

// As loop_set_timer() with call_soon(): rings in the next turn.
Handle *loop_set_soon(Vm *vm, Loop *loop, CallbackKind kind, Object *target);

// The Handle that CPython has for [ready]: mostly a new one. The caller owns it.
Handle *handle_of_ready(Vm *vm, Loop *loop, const Ready *ready);

// handle.cancel().
void handle_cancel(Vm *vm, Handle *handle);

// False with RuntimeError "Event loop is closed" set.
bool loop_check_open(Vm *vm, const Loop *loop);

// loop.run_until_complete(future) and run_forever().
bool loop_run_until_complete(Vm *vm, Loop *loop, Value future, Value *result);
bool loop_run_forever(Vm *vm, Loop *loop);
void loop_close(Vm *vm, Loop *loop);

// loop.call_exception_handler({"message": message, "exception": exception, key: thing});
// [exception] may be UNSET, [key] NULL. A report alone never raises; false only for
// SystemExit, KeyboardInterrupt and a halted run.
bool loop_report(Vm *vm, Loop *loop, const char *message, Value exception,
                 const char *key, Value thing);

// The same with a context that is there already.
bool loop_handle_context(Vm *vm, Loop *loop, Dict *context);

// What [ready] ran has raised an exception: the same for "Exception in callback ...".
bool loop_report_failure(Vm *vm, Loop *loop, const Ready *ready);

// What "callback.run" and a turn's list call it.
const char *callback_name(CallbackKind kind);

// False with CPython's RuntimeError set if this loop, or any, runs.
bool loop_check_running(Vm *vm, const Loop *loop);

// The release slot of loops.
void loop_release(Vm *vm, Object *self);

// A coroutine object that closes the async generators: loop.shutdown_asyncgens(), and the
// one of loop.shutdown_default_executor(timeout). Owned.
Value loop_shutdown_asyncgens(Vm *vm, Loop *loop);
Value loop_shutdown_executor(Vm *vm, Loop *loop, Value timeout);

// The hooks of async generators: one is iterated for the first time; one that the loop
// knows dies. The second is true if the loop closes it, in the next turns.
bool loop_asyncgen_first(Vm *vm, Value generator);
bool loop_asyncgen_finalize(Vm *vm, Value generator);
void loop_asyncgen_gone(Vm *vm, Value generator);

// Adds the name of a callback as reprs tell it ("work() at prog.py:3"). For a program's
// own callback [callable] is asked, and [arguments], a tuple, are told if not UNSET.
bool callback_add_name(Vm *vm, Text *text, CallbackKind kind, Value callable,
                       Value arguments);

// Adds the name of a callable alone ("work").
bool callable_add_name(Vm *vm, Text *text, Value callable);

// Adds the name of a callable as the trace shows it, for which nothing of the program runs
// (see values.h): that of a function, method or class ("work"), of a partial's function, else that
// of the type.
void callable_add_trace_name(Vm *vm, Text *text, Value callable);

// events.c: handles, get_event_loop() and its relatives.
void events_init(Vm *vm, Module *module);

// runners.c: run() and Runner.
void runners_init(Vm *vm, Module *module);

void loop_init(Vm *vm, Module *module);

#endif
