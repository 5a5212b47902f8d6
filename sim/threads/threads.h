// threads.h -- the threads of the program: who runs, who waits, and what for.
//
// The scheduler of machine/cores.h knows who has a core and who has the GIL; here each
// thread gets code, on a stack of its own. One thread's code runs at a time. It runs until
// it does something that takes time or waits for somebody; then whoever comes next runs,
// and if there is nobody the time moves:
//
//      the code that runs  ->  computes, blocks, waits, ends
//                                         |
//                  somebody has what he needs?  -- yes -->  his code goes on
//                                         | no
//                  the clock moves: computing ends, timers and timeouts are due
//
// The main thread is thread 0 of process 1. In the models whose tasks are threads it stands
// outside: it runs the loop and its callbacks, which need neither GIL nor core.

#ifndef THREADS_THREADS_H
#define THREADS_THREADS_H

#include "machine/cores.h"
#include "vm/fiber.h"

typedef struct ProgramThread ProgramThread;
typedef struct ProgramProcess ProgramProcess; // threads/processes.h

typedef struct ThreadSync ThreadSync;   // threads/sync_object.h
typedef struct ThreadLocal ThreadLocal; // thread_local.c

// Threads that wait for the same thing, first in first out. Zeroed: empty.
typedef struct WaitList {
    ProgramThread *first, *last;
    ThreadSync *of; // the lock, queue ... that has the list, or NULL
} WaitList;

// What a thread does: runs in it from its beginning to its end. What it raises is its own
// affair: it must not leave an exception behind, except that the run may be halted.
typedef void ThreadBody(Vm *vm, void *argument);

// A thread to be started.
typedef struct ThreadPlan {
    ThreadBody *body;
    void *argument;
    const char *name; // copied
    Process *process; // NULL: that of the thread that starts it
    SimTime cost;     // of starting it, ns
    bool daemon;      // the end of the program does not wait for it
} ThreadPlan;

struct ProgramThread {
    Thread thread; // first: the cores know the rest by it
    uint32_t references;
    bool daemon, over;
    bool is_outside; // the main thread where tasks are threads
    bool wants;      // is_outside: it can go on
    Thread *instead; // the task's thread that waits, if it stands for one; or NULL
    bool selects;    // waits for its event loop
    bool timed_out;  // of its last waiting
    bool killed;     // its code never goes on
    Fiber *fiber;    // NULL when it is over
    ThreadBody *body;
    void *argument;
    char *name;
    ProgramThread *next, *previous; // of those alive, in order of making
    WaitList *waits_in;             // NULL: in none
    ProgramThread *behind, *before; // in that list
    Moment timeout;
    const char *waits_for; // in words, "lock"; NULL: it does not wait for another thread
    uint32_t wait_event;   // its thread.wait, and the task in whose step that was
    uint32_t wait_task;
    uint32_t wait_line;  // where in the program, 0 if unknown
    uint32_t last_event; // what it did last that can be a cause elsewhere, or 0
    WaitList joiners;    // wait for its end
    void *locals;        // what each thread has of its own, while another one runs
    Object *object;      // of the program, that stands for it, or NULL; counted
};

// What the layer above adds.
typedef struct ThreadHooks {
    void (*task_runs)(Vm *vm, Thread *thread); // the thread of a task has what it needs
    void (*time_moves)(Vm *vm);                // just before the clock moves
    void (*deadlock)(Vm *vm);                  // nothing will ever happen again
    void (*thread_ends)(Vm *vm);               // the code of the present one is over
    uint32_t (*task)(const Vm *vm);            // whose step runs, or 0
    Thread *(*task_thread)(const Vm *vm);      // the thread of that task, if it has one
    bool (*task_waits)(Vm *vm); // that thread waits, until it has been woken and has what
                                // it needs; false if the run is halted meanwhile
    void *locals;               // a piece of state of which each thread
    size_t locals_size;         // has its own; it begins as zeroes
} ThreadHooks;

// The types of this layer.
// clang-format off
#define THREADS_TYPES(X)                                                                 \
    X(thread) X(main_thread) X(lock) X(rlock) X(event)                                   \
    X(lifo_queue) X(priority_queue) X(process) X(main_process)                           \
    X(connection) X(shared_value) X(shared_array)                                        \
    X(process_pool) X(pool_core) X(job) X(call_item) X(result_item) X(chain)             \
    X(mp_thread_pool) X(manager) X(proxy_method) X(proxy_maker)                          \
    X(mp_core) X(mp_task) X(mp_answer)                                                   \
    X(pool_future) X(pool_waiter) X(pool_completion) X(done_and_not_done)                \
    X(executor) X(map_results) X(thread_pool) X(work_queue) X(work_item)
// clang-format on

typedef struct Threads {
    Cores *cores;
    ProgramProcess *process;      // the program's own, number 1: the first in their list
    ProgramProcess *last_process; // made last
    bool has_gil;
    bool is_open;             // the main thread is known to the cores
    bool program_has_threads; // it names what makes some, or waits for them
    int core_count;
    SimTime cost_thread, cost_process;
    ThreadHooks hooks;
    ProgramThread *main;    // the first in the list of those alive
    ProgramThread *running; // whose code runs
    ProgramThread *last;
    ProgramThread
        *stand_ins;     // of tasks that wait in the middle of a step, the last one first
    uint32_t last_id;   // of all threads, those of tasks included
    uint32_t alive;     // program threads, the main one included
    uint32_t selecting; // wait for their event loops
    Moments timeouts;
    const char *start_method;       // of multiprocessing, once it was asked or set
    Type *sem_lock_types[4];        // of multiprocessing: Lock, RLock, two semaphores
    Type *proxy_types[10];          // of its managers: see mp_manager.c
    Type *mp_result_types[4];       // of its pools: apply, map, imap, imap_unordered
    struct PoolCore *process_pools; // of process_pool.c, that are in use
    bool process_pools_over;        // the program's main thread is at its end
    struct Pipe *pipes;             // of multiprocessing, that are in use
    uint32_t names;                 // CPython's counter of Thread-1, Thread-2, ...
    struct ThreadPools *pools; // of thread_pool.c; NULL before the module is imported
    int64_t stack_size;        // that the program asked for
    ThreadLocal *locals;       // all objects of threading.local
    Module *module;            // threading, or NULL while it is not imported; borrowed
    Value hook_arguments;      // its class ExceptHookArgs; borrowed

#define X(name) Type *name##_type;
    THREADS_TYPES(X)
#undef X
} Threads;

// Marks a Thread of machine/cores.h that belongs to a task.
enum { THREAD_OF_TASK = 1 };

static inline Threads *threads_of(const Vm *vm)
{
    return (Threads *)vm->threads;
}

// True if the main thread shares GIL and cores with others.
static inline bool threads_are_open(const Vm *vm)
{
    const Threads *threads = threads_of(vm);
    return threads && threads->is_open;
}

// The thread whose code runs now. Only while threads are open.
static inline ProgramThread *thread_running(const Vm *vm)
{
    return threads_of(vm)->running;
}

// The number in the trace of the thread whose code runs: that of a task in its step where
// tasks are threads; 0, the main one, while there are no others.
uint32_t thread_running_id(const Vm *vm);

// The cores of [machine] and the process of the program, with vm->clock at 0. The caller
// ends them with threads_close(), when the run is over but its memory is still there: all
// that was on the way in threads is unwound then.
void threads_init(Vm *vm, const Machine *machine, const ThreadHooks *hooks);
void threads_close(Vm *vm);

// From now on the main thread is one among others. Nothing happens if it is already.
// program_thread_start() does it; before the program begins is better, for the record.
void threads_open(Vm *vm);

// The main thread's code is over: waits for all others that are no daemons, as CPython's
// threading._shutdown() does. False if the run is halted.
bool threads_join_all(Vm *vm);

// The run is over: the record is completed.
void threads_finish(Vm *vm);

// Starts a thread; its code runs when it gets what it needs. Borrowed: it lives until it is
// over, and longer for those who call program_thread_keep(). NULL with CPython's
// RuntimeError "can't start new thread" set if the computer has no room for another stack.
ProgramThread *program_thread_start(Vm *vm, const ThreadPlan *plan);

void program_thread_keep(ProgramThread *thread);
void program_thread_drop(Vm *vm, ProgramThread *thread);

// Ends [thread], which is not the running one and has not ended: its code never goes on, and
// no handler or finally of it is entered. What it holds is let go when the run is over.
void program_thread_kill(Vm *vm, ProgramThread *thread);

// The running thread ends like that: returns false, when the run is halted.
bool thread_running_vanishes(Vm *vm);

// A new name for a thread, copied and recorded.
void program_thread_rename(Vm *vm, ProgramThread *thread, const char *name);

// ---- What the thread that runs does; each false if the run is halted meanwhile ----

// It computes on a core, or blocks without one, for [duration] >= 0 ns.
bool thread_running_computes(Vm *vm, SimTime duration);
bool thread_running_blocks(Vm *vm, SimTime duration);

// When a thread does something by itself the next time; SIMTIME_NEVER if all wait. Timers of
// event loops are not counted.
SimTime threads_next(const Vm *vm);

// One operation of its code takes [cost] ns. The GIL changes hands at safe points only.
bool thread_running_charges(Vm *vm, SimTime cost);

// It waits at the end of [list] until somebody wakes it, for [timeout] ns at most
// (SIMTIME_NEVER: without an end; 0 or less: not at all). [woken] says which of these
// came first. What it waits for must be looked at again: others may have come before.
// [what] is that in a word of the record, "lock", "queue.get", "thread"; it lives on.
bool thread_running_waits(Vm *vm, WaitList *list, SimTime timeout, const char *what,
                          bool *woken);

// It waits for its event loop: until thread_wake_selecting(), or a timer of vm->clock is due.
bool thread_running_selects(Vm *vm);

// Lets others run that have what they need at this instant, while the main thread stands
// outside.
void threads_settle(Vm *vm);

// Nothing is left to do at this instant, for one who stands outside: the time moves to
// [timers] or to whatever comes before it.
bool threads_move(Vm *vm, SimTime timers);

// ---- What it does for others ----

// Wakes the first one that waits in [list], or all of them. True if there was one.
bool wait_list_wake(Vm *vm, WaitList *list);
void wait_list_wake_all(Vm *vm, WaitList *list);

// [thread] has something to do in its event loop. Nothing happens if it does not select.
void thread_wake_selecting(Vm *vm, ProgramThread *thread);

#endif
