// executors.h -- concurrent.futures.Executor and what all executors share.

#ifndef THREADS_EXECUTORS_H
#define THREADS_EXECUTORS_H

#include "threads/jobs.h"
#include "threads/pool_future.h"

// What every executor begins with.
typedef struct Executor {
    Object object;
    PoolRecord record; // zeroes for one of the program's own
    Dict *attributes;  // of a class of the program that derives from it; NULL at first
} Executor;

// True for an instance of Executor.
static inline bool value_is_executor(const Vm *vm, Value v)
{
    const Type *type = threads_of(vm)->executor_type;
    return type && value_is_instance(vm, v, type);
}

// A lock of our own, as an executor's _shutdown_lock. Zeroed: free.
typedef struct PoolLock {
    bool locked;
    WaitList waiters;
} PoolLock;

// Takes the lock, which may take a while; false if the run is halted meanwhile.
bool pool_lock_take(Vm *vm, PoolLock *lock);
void pool_lock_give(Vm *vm, PoolLock *lock);

// executor.submit(function, *arguments), by whatever class it is; [arguments] is a tuple.
bool executor_submit(Vm *vm, Value executor, Value function, Value arguments,
                     Value *future);

// Executor.map(function, *iterables, timeout=timeout): submits all, and gives the iterator
// of their results. [iterables] is a tuple, [timeout] as the program gave it.
bool executor_map(Vm *vm, Value executor, Value function, Value iterables, Value timeout,
                  Value *result);

// The max_workers= argument of an executor: None is [otherwise]. CPython's errors.
bool executor_workers(Vm *vm, Value given, int64_t otherwise, int64_t *workers);

// [initializer] is None or can be called; CPython's TypeError.
bool executor_check_initializer(Vm *vm, Value initializer);

// The main thread of a process is at its end: its thread pools are told, and their workers
// waited for, as _python_exit() of CPython's concurrent/futures/thread.py does. Comes
// before other threads are joined. False if the run is halted.
bool thread_pools_exit(Vm *vm);

// ThreadPoolExecutor(thread_name_prefix=prefix). The caller owns it.
bool thread_pool_new(Vm *vm, const char *prefix, Value *result);

// True for a ThreadPoolExecutor.
bool value_is_thread_pool(const Vm *vm, Value v);

// Parts of the module concurrent.futures: Executor; ThreadPoolExecutor.
void executors_init(Vm *vm, Module *module);
void thread_pools_init(Vm *vm, Module *module);

#endif
