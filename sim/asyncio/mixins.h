// mixins.h -- what locks, queues and the like have in common.
//
// Every such object has a number in the trace, is bound to the loop that first waited
// with it (CPython's mixins.py), and knows who holds it: for the lists in the trace, for
// the report of a deadlock, and for the diagnostic lock-held-at-end.

#ifndef ASYNCIO_MIXINS_H
#define ASYNCIO_MIXINS_H

#include "asyncio/futures.h"
#include "asyncio/tasks.h"

// The head of Lock, Event, Condition, Semaphore, Barrier and Queue objects.
typedef struct SyncObject {
    Object object;
    uint32_t id;      // in the trace's table of objects; given by sync_begin()
    uint16_t loop;    // number of the loop that it is bound to, 0 while none
    uint8_t wait;     // TraceWait
    uint8_t searched; // how often its name was looked for
    const char *name; // the variable that first held it; NULL while unknown
    uint32_t holder_count, holder_capacity;
    uint32_t *holders; // ids of the tasks that hold it, in order of acquiring
    bool is_lock;      // one holds it at a time, and ought to give it back
} SyncObject;

// Gives a new object its number: [kind] is "lock", "queue", ...; [capacity] -1: none.
void sync_begin(Vm *vm, SyncObject *self, TraceWait wait, const char *kind,
                int64_t capacity);

// The running loop, to which the object is bound from now on; NULL with CPython's
// RuntimeError set if it is bound to another.
Loop *sync_loop(Vm *vm, SyncObject *self);

// The current task holds it from now on (a semaphore may be held several times), or gives
// it back: the task itself if it is among the holders, else the first that is.
void sync_hold(Vm *vm, SyncObject *self);
void sync_unhold(Vm *vm, SyncObject *self);

// Records TRACE_ACQUIRE, RELEASE, PUT, GET, SET, CLEAR or NOTIFY for the current task with
// the holders. The tasks that wait are those of [waiters], [count] futures each of which
// may be NULL. The event's number; it becomes the cause of what is scheduled next in this
// step. [cause]: the release, put, ... that made it possible, or 0.
uint32_t sync_event(Vm *vm, SyncObject *self, TraceType type, Future *const *waiters,
                    int count, uint32_t cause);

// A task has just ended that holds locks.
void sync_task_ended(Vm *vm, const Task *task);

// Nobody will give back a lock any more: reports each whose task ended while it held it. One
// that dies before is reported by sync_release().
void sync_run_ended(Vm *vm);

// Looks for the variable that holds the object, if that was not found yet.
void sync_find_name(Vm *vm, SyncObject *self);

// Drops the list of holders: for release slots.
void sync_release(Vm *vm, SyncObject *self);

#endif
