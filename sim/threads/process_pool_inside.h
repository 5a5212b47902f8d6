// process_pool_inside.h -- a ProcessPoolExecutor's jobs on their way: for its two files.

#ifndef THREADS_PROCESS_POOL_INSIDE_H
#define THREADS_PROCESS_POOL_INSIDE_H

#include "threads/jobs.h"
#include "threads/mp.h"
#include "threads/pool_future.h"

// A job, pending until its result is there.
typedef struct Job {
    Object object;
    int64_t id;
    PoolFuture *future; // counted, as all here
    Value function, arguments, keywords;
} Job;

// What goes to a worker; the one with no job sends it home.
typedef struct CallItem {
    Object object;
    Job *job;
    Message *call;
} CallItem;

// What comes back from one.
typedef struct ResultItem {
    Object object;
    Job *job;
    Message *result; // NULL: it failed
    Failure failure;
    ProgramProcess *leaves; // the worker ends, as it has done its share; or NULL
} ResultItem;

typedef struct ProcessPool ProcessPool;

typedef struct PoolCore {
    Object object;
    ProcessPool *pool; // NULL when it is gone
    int64_t most;      // workers
    int64_t share;     // jobs that a worker does before it leaves; 0: no limit
    Value initializer, initargs;
    Dict *pending; // Jobs by id
    List *ids;     // of those that are not in the call queue yet
    List *calls;   // CallItems
    List *results; // ResultItems
    List *workers; // numbers of processes
    int64_t next_id;
    uint32_t idle;  // workers that have sent a result since: a semaphore
    bool forks_all; // at once, at the first job
    bool is_shut, cancels, broken, awake;
    WaitList getters;              // workers that wait for calls
    WaitList manager;              // waits for results, jobs, the end of workers
    WaitList begun;                // wait for the manager's beginning
    ProgramThread *manager_thread; // kept; NULL before the first job
    bool manager_began;
    ProgramProcess *process;          // that has the pool
    struct PoolCore *next, *previous; // of those alive
} PoolCore;

// Starts one more worker.
bool process_worker_start(Vm *vm, PoolCore *core);

#endif
