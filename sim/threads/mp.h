// mp.h -- what the parts of the module multiprocessing share.
//
// Simulated is the way of Linux: children are forked. "spawn" and "forkserver" are accepted,
// and fork all the same. Pipes have room for everything, and take no time.

#ifndef THREADS_MP_H
#define THREADS_MP_H

#include "threads/modules.h"
#include "threads/pickle.h"
#include "threads/processes.h"

// Each adds its names to the module.
void mp_processes_init(Vm *vm, Module *module);
void mp_queues_init(Vm *vm, Module *module);
void mp_pipes_init(Vm *vm, Module *module);
void mp_locks_init(Vm *vm, Module *module);
void mp_values_init(Vm *vm, Module *module);
void mp_pool_init(Vm *vm, Module *module);
void mp_manager_init(Vm *vm, Module *module);
void mp_conditions_init(Vm *vm, Module *module); // in thread_conditions.c
void mp_barriers_init(Vm *vm, Module *module);   // in thread_barriers.c

// True for what a manager's dict(), list() ... returned: it goes through a pipe as it is.
bool value_is_proxy(const Vm *vm, Value v);

// ---- mp_process.c ----

// A process that runs C code for a pool. It is called "ForkPoolWorker-1" for [kind]
// "ForkPoolWorker". [plan]'s name is not looked at. NULL with the error set if it cannot
// start.
ProgramProcess *worker_start(Vm *vm, const char *kind, ProcessPlan *plan);

// ---- pool_workers.c: the workers of both kinds of pools of processes ----

// What a new worker is given: in its own memory but for the core.
typedef struct WorkerStart {
    Object *core;    // of the pool; counted
    Value copied[2]; // initializer, initargs
} WorkerStart;

// Starts a worker called after [kind]. [body] is given a WorkerStart of its own, which it
// gives to pool_worker_over(). NULL with the error set if it cannot start.
ProgramProcess *pool_worker_start(Vm *vm, const char *kind, const WorkerStart *start,
                                  ProcessBody *body, bool daemon);

// Calls the initializer, if there is one. False with its exception set.
bool pool_worker_initialize(Vm *vm, const WorkerStart *start);
void pool_worker_over(Vm *vm, WorkerStart *start);

// The first object of a list of ours, waiting in [getters] until there is one: the caller
// owns it. NULL if the run is halted.
void *pool_worker_next(Vm *vm, List *list, WaitList *getters);

// The first object of a list that is not empty, out of it. The caller owns it.
void *pool_take_first(Vm *vm, List *list);

// ---- mp_process.c ----

// The name of the running process. Borrowed.
const char *process_name(Vm *vm);

// What a process reports on its way to its end: takes the exception from vm->raised, writes
// it as CPython's _bootstrap() does, and gives the exit status.
int64_t process_report(Vm *vm);

// ---- mp_pipes.c ----

// A process is over: whoever reads from a pipe looks again if somebody still writes to it.
void mp_pipes_review(Vm *vm);

// ---- Errors ----

// An exception as it leaves a worker: packed with its traceback, which becomes its cause, of
// class [kind], when it arrives. Takes vm->raised. If it cannot be pickled the reason goes
// in its place.
typedef struct Failure {
    Message *exception;
    char *traceback; // NULL: the exception has its own, as it stays in its process
} Failure;
Failure failure_pack(Vm *vm);
Failure failure_of(Vm *vm); // for somebody in the same process
bool failure_unpack(Vm *vm, const Failure *failure, ExceptionKind kind, Value *exception);
void failure_free(Vm *vm, Failure *failure);

// queue.Empty, queue.Full. Returns false.
bool raise_of_queue(Vm *vm, const char *name);

#endif
