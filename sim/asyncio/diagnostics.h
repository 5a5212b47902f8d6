// diagnostics.h -- what the loop notices about a program that runs without an error.

#ifndef ASYNCIO_DIAGNOSTICS_H
#define ASYNCIO_DIAGNOSTICS_H

#include "asyncio/loop.h"
#include "asyncio/tasks.h"

enum {
    BUSY_TURNS = 1000,         // turns at one instant that only sleep(0) keeps going
    FREE_OPERATIONS = 1000000, // operations between two moments of the clock
};
#define BLOCKED_LEAST (SIMTIME_SECOND / 10)

// A step or callback that began at [began] is over: reports loop-blocked if it held the
// loop for BLOCKED_LEAST or more while something else was due.
void notice_blocking(Vm *vm, Loop *loop, const Ready *ran, SimTime began);

// A turn is over in which only sleep(0) resumed tasks ([only_yields]), or not.
void notice_turn(Vm *vm, Loop *loop, bool only_yields);

// The clock moves, or the program ends, after [operations]: reports free-computing.
void notice_operations(Vm *vm, int64_t operations);
static inline void notice_computing(Vm *vm)
{
    Asyncio *asyncio = asyncio_of(vm);
    int64_t steps = vm_steps(vm), since = steps - asyncio->operations_at_move;
    asyncio->operations_at_move = steps;
    if (since > FREE_OPERATIONS) notice_operations(vm, since);
}

// [task] suspends or has finished: reports cancel-swallowed.
void notice_swallowing(Vm *vm, Task *task);

// The task of that number and name has ended and never given back the lock, which it had
// acquired in [line].
void notice_held_lock(Vm *vm, uint32_t task, const char *name, const char *lock,
                      uint32_t line);

// A task still runs when main is over.
void notice_cancelled_at_end(Vm *vm, Task *task);

// What the default exception handler does with a context (a dict): the diagnostic that
// its keys mean. False if they mean none: words alone, with no exception and no task.
bool notice_context(Vm *vm, Dict *context);

// A report of who waits for whom goes into asyncio->report as the outcome.
void report_deadlock(Vm *vm);

#endif
