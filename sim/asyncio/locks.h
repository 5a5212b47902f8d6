// locks.h -- asyncio's Lock, as Condition and Barrier use it.

#ifndef ASYNCIO_LOCKS_H
#define ASYNCIO_LOCKS_H

#include "asyncio/waiters.h"

typedef struct Lock {
    SyncObject sync;
    Waiters waiters;
    SyncObject *owner; // whom the trace tells of: itself, or the Condition or Barrier
                       // around it; borrowed
    bool locked;
} Lock;

#define LOCK(value) ((Lock *)(value).object)

// A new unlocked lock; [owner] NULL: it is its own, and stands in the trace. Owned.
Lock *lock_new(Vm *vm, SyncObject *owner);

// lock.acquire(): a coroutine object. Owned.
Value lock_acquire(Vm *vm, Lock *lock);

// lock.release(); false with RuntimeError set if it is not locked.
bool lock_release(Vm *vm, Lock *lock);

// Binds the arguments of __init__ to the parameters of [spec], whose first one is self.
bool sync_bind(Vm *vm, const NativeSpec *spec, Value self, const Arguments *arguments,
               Value *args);

// "<asyncio.locks.Lock object at 0x... [extra, waiters:N]>".
bool sync_repr(Vm *vm, Value self, const char *extra, const Waiters *waiters,
               Value *result);

// Ends the step of a native coroutine with a value, or with the exception passed on.
Stop step_returns(Value value, Value *result);
Stop step_raises(Vm *vm, Value exception);

// "async with x": a coroutine that awaits x.acquire(), or calls x.release(); the way that
// works for any object.
extern const NativeCoroutineSpec enter_any_spec, exit_any_spec;

void locks_init(Vm *vm, Module *module);
void conditions_init(Vm *vm, Module *module); // called by locks_init()

#endif
