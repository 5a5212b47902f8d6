// waiters.h -- the tasks that wait with a lock, event or queue, in order of arrival.
//
// As in CPython each of them waits for a future of its own, and these futures stand in a
// queue: who gives something back looks for the first one that is still pending.

#ifndef ASYNCIO_WAITERS_H
#define ASYNCIO_WAITERS_H

#include "asyncio/mixins.h"

// A zeroed one is empty and valid. The futures are counted.
typedef struct Waiters {
    Future **items; // [count] of them from [first] on
    uint32_t first, count, capacity;
} Waiters;

// The futures, [waiters->count] of them, for sync_event(). NULL before the first came.
static inline Future *const *waiters_items(const Waiters *waiters)
{
    return waiters->items ? waiters->items + waiters->first : NULL;
}

// Adds a future at the end. False if the memory limit was passed.
bool waiters_add(Vm *vm, Waiters *waiters, Future *future);

// Takes the future out, wherever it stands; nothing happens if it is not there.
void waiters_remove(Vm *vm, Waiters *waiters, const Future *future);

// The first future, which leaves the queue and is owned by the caller; NULL if none.
Future *waiters_take_first(Waiters *waiters);

// The first future that is still pending, borrowed; NULL if there is none.
Future *waiters_first_pending(const Waiters *waiters);

// True if every future was cancelled, and if there is none.
bool waiters_all_cancelled(const Waiters *waiters);

// Drops them all: for release slots. Their owner is going, so they forget it.
void waiters_release(Vm *vm, Waiters *waiters);

// Inside the step of a native coroutine: waits at the end of the queue, for [self] (which
// must belong to the running loop). The trace tells [wait] and [owner]. The future is kept
// in the coroutine's value number [slot].
Stop waiters_wait(Vm *vm, NativeCoroutine *coroutine, int slot, SyncObject *self,
                  Waiters *waiters, TraceWait wait, SyncObject *owner, Value *result);

// What the coroutines of waiters_await() keep: the lock, queue ... that they wait with, the
// future, and one value more.
enum { WAITER_SELF, WAITER_FUTURE, WAITER_VALUE, WAITER_VALUES };

// Where a method is awaited as it is called, and has to wait: makes its coroutine as it is
// when that has begun, in state 1. [value] UNSET: none. AWAITED_ORDINARY, and nothing
// happens, if it cannot wait here.
Awaited waiters_await(Vm *vm, const NativeCoroutineSpec *spec, SyncObject *self,
                      Value value, Waiters *waiters, TraceWait wait, Value *waiting,
                      Value *result);

// [*future], which is done, was all that a native coroutine waited for that [coroutine]
// awaits, be it through others, and that returns at once: it is over, [*answer] is what
// [coroutine] goes on with. May take the reference to the future over: then it is NULL.
bool waiters_answer(Vm *vm, Object *coroutine, Object **future, Value *answer);

#endif
