// mp_pool.h -- multiprocessing.Pool and the results of its jobs: what its files share.
//
//      apply, map ... -> tasks -> workers -> results -> AsyncResult
//                                 forked      handler
//
// CPython has three threads in the maker's process; here the one that handles results looks
// after the workers too, and tasks are pickled by who hands them in, in no time.

#ifndef THREADS_MP_POOL_H
#define THREADS_MP_POOL_H

#include "threads/jobs.h"
#include "threads/mp.h"

typedef enum PoolPhase { PHASE_RUN, PHASE_CLOSE, PHASE_TERMINATE } PoolPhase;

// What workers, handler and results hold of a pool.
typedef struct MpCore {
    Object object;
    PoolPhase phase;
    int64_t most;  // workers
    int64_t share; // tasks that a worker does before it leaves; 0: no limit
    Value initializer, initargs;
    List *tasks;     // MpTasks
    List *results;   // MpAnswers
    List *workers;   // numbers of processes
    int64_t waiting; // results that are not complete
    bool dismissed, awake;
    bool in_threads; // a ThreadPool: [workers] has numbers of threads
    WaitList getters, handler, begun;
    ProgramThread *handler_thread; // kept
    bool handler_began;
    PoolRecord record;
} MpCore;

// How a task calls its function.
typedef enum TaskMode { TASK_APPLY, TASK_MAP, TASK_STARMAP } TaskMode;

typedef enum ResultKind {
    RESULT_APPLY,
    RESULT_MAP,
    RESULT_IN_ORDER,
    RESULT_UNORDERED
} ResultKind;

// AsyncResult, and the iterators of imap().
typedef struct MpResult {
    Object object;
    MpCore *core; // counted
    ResultKind kind;
    bool ready, success;
    Value value; // of apply; a list of map; the exception of one that failed
    Value callback, error_callback;
    int64_t chunk_size, left; // of map: tasks not answered yet
    bool is_flat;             // an iterator over chunks
    List *items;              // of an iterator: pairs that can be given
    Dict *unsorted;           // that came too early
    int64_t index, length;    // given to items so far; how many there will be
    List *chunk;              // the present one, or NULL
    uint32_t at;
    JobRecord record;
    WaitList waiters;
} MpResult;

// A task; the one without a result sends its worker home.
typedef struct MpTask {
    Object object;
    MpResult *result; // counted
    int64_t index;
    TaskMode mode;
    Message *call; // (function, arguments, keywords); of a map (function, chunk, None)
} MpTask;

typedef struct MpAnswer {
    Object object;
    MpResult *result; // counted
    int64_t index;
    Message *value; // NULL: it failed
    Failure failure;
} MpAnswer;

// ---- mp_pool.c ----

// What Pool(processes, initializer, initargs, maxtasksperchild) does; [args] begins with self.
bool mp_pool_begin(Vm *vm, Value self, const Value *args);

// ---- mp_thread_pool.c ----

bool mp_is_thread_pool(const Vm *vm, Value pool);

// Starts as many threads as are missing.
bool mp_threads_fill(Vm *vm, MpCore *core);

// ---- mp_workers.c: the code of a worker, until it is sent home ----

bool mp_work(Vm *vm, MpCore *core);

// ---- mp_results.c ----

void mp_results_init(Vm *vm);

// A result of [core] that waits for tasks. The caller owns it.
MpResult *mp_result_new(Vm *vm, MpCore *core, ResultKind kind);

// Task [index] has come to [value]. False with what a callback raised.
bool mp_result_set(Vm *vm, MpResult *result, int64_t index, bool success, Value value);

// An iterator's tasks are all there: [length] of them.
void mp_result_set_length(Vm *vm, MpResult *result, int64_t length);

// result.get(timeout).
bool mp_result_get(Vm *vm, MpResult *result, SimTime timeout, Value *value);

// ---- mp_pool.c ----

// One more result is complete.
void mp_core_completes(Vm *vm, MpCore *core);

// ---- mp_workers.c ----

// Starts workers until there are as many as there should be.
bool mp_workers_fill(Vm *vm, MpCore *core);

// Starts the thread that handles results, and waits until it has begun.
bool mp_handler_start(Vm *vm, MpCore *core);

// Ends all workers by SIGTERM.
void mp_workers_kill(Vm *vm, MpCore *core);

// Waits until handler and workers are over.
bool mp_workers_join(Vm *vm, MpCore *core);

#endif
