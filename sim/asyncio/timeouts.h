// timeouts.h -- asyncio.timeout(): a deadline for a block of a task.

#ifndef ASYNCIO_TIMEOUTS_H
#define ASYNCIO_TIMEOUTS_H

#include "asyncio/tasks.h"

typedef enum TimeoutState {
    TIMEOUT_CREATED,
    TIMEOUT_ENTERED,
    TIMEOUT_EXPIRING, // it has cancelled its task
    TIMEOUT_EXPIRED,
    TIMEOUT_EXITED,
} TimeoutState;

typedef struct Timeout {
    Object object;
    uint8_t state;  // TimeoutState
    int cancelling; // task.cancelling() when the block was entered
    Value when;     // the loop's time, a number, or None
    Handle *handle; // counted; NULL if none is set
    Task *task;     // counted; NULL before it is entered
} Timeout;

// timeout(delay); [delay] may be None. The caller owns it.
bool timeout_new(Vm *vm, Value delay, Value *result);

// __aenter__ and __aexit__ without their coroutines. [exception] (borrowed) is what left
// the block, UNSET if nothing; timeout_exit() is false with TimeoutError raised in its
// place if the deadline was the reason.
bool timeout_enter(Vm *vm, Timeout *self);
bool timeout_exit(Vm *vm, Timeout *self, Value exception);

// raise TimeoutError from exception (steals). False.
bool timeout_raise_from(Vm *vm, Value exception);

void timeouts_init(Vm *vm, Module *module);

#endif
