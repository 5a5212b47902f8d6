// module.h -- asyncio as a whole: the state of one run, and the module that programs
// import.
//
// Start reading in module.c: its tables say which C function each name of the module is.

#ifndef ASYNCIO_MODULE_H
#define ASYNCIO_MODULE_H

#include "base/machine_spec.h"
#include "machine/clock.h"
#include "vm/context.h"
#include "vm/vm.h"

typedef struct Loop Loop;
typedef struct Task Task;

// The types of this layer.
// clang-format off
#define ASYNCIO_TYPES(X)                                                                 \
    X(future) X(owned_future) X(gathering_future) X(task) X(sleep) X(sleep_full) X(loop) \
    X(handle) X(timer_handle) X(task_group) X(timeout) X(runner) X(wait) X(as_completed) \
    X(lock) X(event) X(condition) X(semaphore) X(bounded_semaphore) X(barrier)           \
    X(queue) X(priority_queue) X(lifo_queue) X(chain) X(bound_callback)           \
    X(task_factory)
// clang-format on

// Everything asyncio knows in one run; vm->asyncio.
typedef struct Asyncio {
    // Down to ASYNCIO_OWN each thread of the program has its own.
    Loop *running; // the loop that runs now, or NULL; borrowed
    Task *current; // the task whose step runs now, or NULL; borrowed
    // Of sleepers.c: who goes on as a sleep is over, or NULL, counted; and when that began.
    Task *awake;
    SimTime awake_since;
    // The event that happened last and can be a cause of what is scheduled now: the timer
    // that fires, the task that ends. 0 outside.
    uint32_t cause;
    uint32_t held_line;     // where the present step last computed or blocked,
    uint32_t held_ready;    // and how many others were ready while it did
    int sleeps_in_step;     // in the model `sequential`: that held the loop
    Loop *set_loop;         // what set_event_loop() was given, or NULL; counted
    Value policy;           // what set_event_loop_policy() was given, or UNSET
    bool set_called;        // set_event_loop() was called: none is made any more
    ContextOutside outside; // of the step that runs: the context around it

    uint32_t task_ids; // the last id given to a task
    uint32_t names;    // CPython's counter of task names: one for the whole program
    int64_t alive;     // tasks that are not over

    Loop **loops; // by number, from 1; NULL where free
    uint32_t loop_count;
    uint32_t loops_alive;
    // Timers that were due while another loop than theirs ran, in that order.
    Timer **set_aside;
    uint32_t aside_count, aside_capacity;
    uint32_t loop_serials; // loops made so far

    // Diagnostics and the deadlock go here, whether or not events are recorded. The
    // simulation sets it; NULL: nobody listens.
    Trace *report;
    const Machine *machine; // NULL: the default one
    bool tasks_are_threads; // in the models `threads` and `parallel`
    bool owns_clock;        // vm->clock was made here

    // Texts of every sleep, and of None; 0: not stored yet.
    TraceText trace_sleep, trace_sleep_rings, trace_none;

    // For the diagnostics that judge.
    int64_t operations_at_move; // vm->steps when the clock last moved
    bool computing_reported;
    struct Sleep *spare; // memory of a plain sleep, for the next one; or NULL
    struct NativeCoroutine *spare_waiter; // likewise of one who waits: see waiters.c
    struct Sequences *sequences; // of sequences.c; NULL if the program has none
    struct Hold *holds; // who holds which lock, for lock-held-at-end; see mixins.c
    uint32_t hold_count, hold_capacity;

    // Of task_workers.c: whose code runs, or NULL; those left in the middle; others.
    struct TaskWorker *worker, *waiting_workers, *free_workers;

#define X(name) Type *name##_type;
    ASYNCIO_TYPES(X)
#undef X
} Asyncio;

// How much of it each thread has of its own.
enum { ASYNCIO_OWN = offsetof(Asyncio, task_ids) };

static inline Asyncio *asyncio_of(const Vm *vm)
{
    return (Asyncio *)vm->asyncio;
}

// Makes the state, fills in vm->hooks and registers "asyncio" and its submodules. Once for
// each Vm, after the vm's own types are there; vm->clock is made if it is NULL.
void asyncio_init(Vm *vm);

// The machine that the program runs on, before it starts; borrowed.
void asyncio_use_machine(Vm *vm, const Machine *machine);

// The program is over, its names not yet gone: what is reported only now.
void asyncio_tell_rest(Vm *vm);

// Frees what is not on the vm's heap. Called by the simulation before vm_close().
void asyncio_close(Vm *vm);

// The time now.
static inline SimTime asyncio_now(const Vm *vm)
{
    return clock_now(vm->clock);
}

// The id of the task whose step runs now; 0 outside tasks.
uint32_t asyncio_task_id(const Vm *vm);

// Where the program is now, for the trace; zeroes without recording.
TracePlace asyncio_place(const Vm *vm);

// True if steps of tasks take processor time: cost.step of the machine.
static inline bool asyncio_steps_cost(const Vm *vm)
{
    const Machine *machine = asyncio_of(vm)->machine;
    return machine && machine->cost_step;
}

// That cost: processor time of the step of [task] that is about to begin, where
// tasks are no threads. False if the run is halted.
bool asyncio_charge_step(Vm *vm, Task *task);

// A diagnostic of semantics.md with its facts in the order of trace/words.def. [line] 0:
// where the program is now. [task] 0: none.
void asyncio_diagnostic(Vm *vm, TraceCode code, uint32_t task, const TraceFact *facts,
                        uint32_t line);

#endif
