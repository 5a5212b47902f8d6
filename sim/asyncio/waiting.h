// waiting.h -- what a task waits for: told to the trace, and asked by a deadlock.

#ifndef ASYNCIO_WAITING_H
#define ASYNCIO_WAITING_H

#include "asyncio/futures.h"
#include "asyncio/tasks.h"

// gather()'s future.
typedef struct GatheringFuture {
    Future future;
    Tuple *children;   // futures, one for each argument, the same one several times if so
    uint32_t expected; // different ones
    uint32_t finished;
    bool return_exceptions;
    bool cancel_requested;
} GatheringFuture;

// What asyncio.wait() keeps while it waits.
typedef struct Wait {
    Object object;
    Future *waiter;  // counted
    Tuple *futures;  // each once, in order of arrival
    Handle *timeout; // counted; NULL without
    uint32_t left;
    uint8_t until; // WaitUntil
} Wait;

typedef enum WaitUntil { UNTIL_ALL, UNTIL_FIRST, UNTIL_EXCEPTION } WaitUntil;

// The futures that an as_completed() object still waits for. Borrowed.
const Set *as_completed_todo(const Object *object);

// The kind of the wait for [waiter], a future or sleep.
TraceWait waiter_kind(const Vm *vm, Value waiter);

// Calls [visit] for every task that could end a wait for [waiter]: the tasks awaited, or
// the holders of the lock (by id, with task NULL).
typedef void WaiterVisit(void *owner, uint32_t id, Task *task);
void waiter_each(Vm *vm, Value waiter, WaiterVisit *visit, void *owner);

// Records that [task] suspends on [waiter]; UNSET: it only gave way. The event's number.
uint32_t record_suspension(Vm *vm, Task *task, Value waiter);

#endif
