// queue.h -- what the files of Queue, LifoQueue and PriorityQueue share.
//
// As Lib/asyncio/queues.py has them. The items of all three stand in one buffer; a class of
// the program that overrides _init keeps its items itself, in an attribute _queue, as
// CPython's documentation of old allows.

#ifndef ASYNCIO_QUEUE_H
#define ASYNCIO_QUEUE_H

#include "asyncio/waiters.h"

typedef enum QueueOrder { QUEUE_FIFO, QUEUE_LIFO, QUEUE_PRIORITY } QueueOrder;

typedef struct Queue {
    SyncObject sync;
    Waiters getters, putters, joiners;
    Value *items; // a ring of [capacity], a power of two; [first] is 0 but for FIFO
    uint32_t first, count, capacity;
    uint8_t order; // QueueOrder
    bool is_shutdown;
    bool is_custom;     // items are in the attribute _queue
    bool is_overridden; // _get, _put, get_nowait or put_nowait are the program's
    int64_t unfinished;
    uint32_t join_loop; // serial of the loop that join() is bound to, 0 while none
    int64_t most;       // items; 0 or less: no limit
    Value maxsize;      // as it was given
    Value own_items;    // _queue of a class of the program that overrides _init, or UNSET
} Queue;

#define QUEUE(value) ((Queue *)(value).object)

// -- queue_items.c: the buffer. False with the exception set where items are compared, or
// over the memory limit.

// _put() and _get() of our own classes: the item is kept, and handed over. For the second
// the queue is not empty.
bool queue_put_item(Vm *vm, Queue *queue, Value item);
bool queue_get_item(Vm *vm, Queue *queue, Value *result);

// The place of an item, counted from the one that leaves first; i < count.
Value *queue_item_at(const Queue *queue, uint32_t i);

// Drops all items and the buffer: for the release slot.
void queue_drop_items(Vm *vm, Queue *queue);

// -- queue_waits.c: putting, getting and joining.

// put_nowait() and get_nowait(). [cause]: the event that made it possible, or 0.
bool queue_put_now(Vm *vm, Queue *queue, Value item, uint32_t cause);
bool queue_get_now(Vm *vm, Queue *queue, uint32_t cause, Value *result);

// Wakes all who wait. False as future_finish().
bool queue_wake_all(Vm *vm, Waiters *waiters);

// The methods put(), get() and join(), which give coroutines; and the first two awaited
// where they are called.
NativeFn queue_put, queue_get, queue_join;
AwaitedFn queue_await_put, queue_await_get;

// -- queues.c

// How many items there are, and what follows from it; false if the program's own items
// cannot tell.
bool queue_count(Vm *vm, const Queue *queue, int64_t *count);
bool queue_is_full(Vm *vm, const Queue *queue, bool *full);
bool queue_is_empty(Vm *vm, const Queue *queue, bool *empty);

// Calls a method that a class of the program overrides; [item] NULL: without argument.
bool queue_call_own(Vm *vm, Queue *queue, const char *name, const Value *item,
                    Value *result);

#endif
