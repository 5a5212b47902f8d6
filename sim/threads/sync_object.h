// sync_object.h -- what locks, queues and the like of threads have in common.
//
// Every such object of the program has a number in the trace and a name, that of the
// variable that first holds it, and knows which threads hold it: for the lists in the trace
// and for the report of a deadlock. asyncio/mixins.h does the same for those of tasks.

#ifndef THREADS_SYNC_OBJECT_H
#define THREADS_SYNC_OBJECT_H

#include "threads/threads.h"

// Who holds it: a thread, in whose name the step of a task may run that is a thread itself.
typedef struct ThreadHolder {
    ProgramThread *thread; // kept
    uint32_t task;         // in the models where tasks are threads; else 0
    uint32_t id;           // in the trace, of the one or the other
} ThreadHolder;

// The head of Lock, RLock, Event, Condition, Semaphore, Barrier and Queue objects.
struct ThreadSync {
    Object object;
    uint32_t id;       // in the trace's table of objects; 0: it is not told of
    bool is_silent;    // what happens to it is its whole's affair
    uint8_t searched;  // how often its name was looked for
    const char *name;  // the variable that first held it; NULL while unknown
    ThreadSync *whole; // the condition or queue whose part it is, or NULL; borrowed
    uint32_t holder_count, holder_capacity;
    ThreadHolder *holders; // in order of acquiring
};

// Gives a new object its number, once: [kind] is "lock", "queue", ...; [capacity] -1: none.
void thread_sync_begin(Vm *vm, ThreadSync *self, const char *kind, int64_t capacity);

// Its number in the trace, that of the whole for a part, and the name, NULL while unknown:
// looks for the variable that holds it.
uint32_t thread_sync_number(Vm *vm, ThreadSync *self);
const char *thread_sync_name(Vm *vm, ThreadSync *self);

// The thread or task that runs holds it from now on (a semaphore may be held several times),
// or gives it back: itself if it is among the holders, else the first that is.
void thread_sync_hold(Vm *vm, ThreadSync *self);
void thread_sync_unhold(Vm *vm, ThreadSync *self);

// Records TRACE_THREAD_ACQUIRE, RELEASE, PUT, GET, SET, CLEAR or NOTIFY of the thread that
// runs, with the holders and those that wait in [first] and [second], which may be NULL.
// [cause]: the release, put ... that made it possible, or 0. The event's number.
uint32_t thread_sync_event(Vm *vm, ThreadSync *self, TraceType type,
                           const WaitList *first, const WaitList *second, uint32_t cause);

// Drops the holders: for release slots.
void thread_sync_release(Vm *vm, ThreadSync *self);

// Of a process that forks: [self] is still the same as the original, byte by byte. Makes it
// an object of its own that is held by the same threads, who are not there to give it back.
// A part loses its whole. For slots `copy`, which empty the lists of those that wait.
void thread_sync_copy(Copying *copying, ThreadSync *self);

// "<threading.Event at 0x...[extra]>", as CPython's f"<{module}.{qualname} at {id:#x}...".
bool thread_sync_repr(Vm *vm, Value self, const char *extra, Value *result);

#endif
