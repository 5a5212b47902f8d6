// pool_future.h -- concurrent.futures.Future: the result of a job that another thread or
// process does.
//
// Models CPython's concurrent/futures/_base.py. Who waits for such a future stands still as
// a thread; what was added as a callback is called at once, by the thread that finishes it.

#ifndef THREADS_POOL_FUTURE_H
#define THREADS_POOL_FUTURE_H

#include "threads/jobs.h"
#include "threads/modules.h"

typedef enum PoolState {
    POOL_PENDING,
    POOL_RUNNING,
    POOL_CANCELLED,              // by cancel()
    POOL_CANCELLED_AND_NOTIFIED, // and a worker has seen it: wait() and the like know
    POOL_FINISHED,
} PoolState;

typedef struct PoolFuture {
    Object object;
    uint8_t state;    // PoolState
    Value result;     // POOL_FINISHED: what the job returned, else None
    Value exception;  // or what it raised, else None
    List *callbacks;  // called with the future when it is done; NULL before the first
    List *waiters;    // PoolWaiters; NULL before the first
    WaitList waiting; // threads in result() and exception()
    JobRecord record; // of the job whose future it is
} PoolFuture;

// What wait() and as_completed() wait for: futures tell it of their end.
typedef enum PoolUntil { POOL_EACH, POOL_FIRST, POOL_EXCEPTION, POOL_ALL } PoolUntil;

typedef struct PoolWaiter {
    Object object;
    uint8_t until; // PoolUntil
    bool is_set;   // enough has come
    int64_t left;  // POOL_EXCEPTION, POOL_ALL: futures that are not done
    List *finished;
    WaitList waiting;
} PoolWaiter;

#define POOL_FUTURE(value) ((PoolFuture *)(value).object)

static inline bool value_is_pool_future(const Vm *vm, Value v)
{
    const Type *type = threads_of(vm)->pool_future_type;
    return type && value_is_instance(vm, v, type);
}

static inline bool pool_future_is_cancelled(const PoolFuture *future)
{
    return future->state == POOL_CANCELLED ||
           future->state == POOL_CANCELLED_AND_NOTIFIED;
}

static inline bool pool_future_is_done(const PoolFuture *future)
{
    return future->state == POOL_FINISHED || pool_future_is_cancelled(future);
}

// True once wait() and as_completed() count it as done.
static inline bool pool_future_is_told(const PoolFuture *future)
{
    return future->state == POOL_FINISHED || future->state == POOL_CANCELLED_AND_NOTIFIED;
}

// A pending future; the caller owns it. The module concurrent.futures must be there:
// futures_module_open().
PoolFuture *pool_future_new(Vm *vm);

// set_running_or_notify_cancel(): [runs] is false if it was cancelled before. False with
// CPython's RuntimeError set if it has begun already.
bool pool_future_begin(Vm *vm, PoolFuture *future, bool *runs);

// set_result() and set_exception(): tell all who wait, then call the callbacks. False with
// InvalidStateError set if it is done, or with what a callback raised that is no Exception;
// also when the run is halted meanwhile. They keep the value.
bool pool_future_set_result(Vm *vm, PoolFuture *future, Value result);
bool pool_future_set_exception(Vm *vm, PoolFuture *future, Value exception);

// cancel(): [cancelled] is false if it runs or is finished. False as above.
bool pool_future_cancel(Vm *vm, PoolFuture *future, bool *cancelled);

// add_done_callback(callable): called at once if the future is done. False as above.
bool pool_future_add_callback(Vm *vm, PoolFuture *future, Value callable);

// result(timeout) in the thread that runs: waits. False with CPython's error or that of the
// job set.
bool pool_future_result(Vm *vm, PoolFuture *future, SimTime timeout, Value *result);

// exception(timeout): None if it has none.
bool pool_future_exception(Vm *vm, PoolFuture *future, SimTime timeout, Value *result);

// Takes the exception on its way and writes what CPython's logging writes of it:
// [message], then its report. False, and it stays on its way, if [all] is false and it is
// no Exception, or if the run is halted.
bool pool_log_exception(Vm *vm, const char *message, bool all);

// The module concurrent.futures, imported if it was not yet. False with the exception set.
bool futures_module_open(Vm *vm);

// Parts of the module concurrent.futures: Future; wait() and as_completed().
void pool_futures_init(Vm *vm, Module *module);
void pool_waits_init(Vm *vm, Module *module);

#endif
