// queue_items.h -- the items of a queue.Queue: a deque, a list as stack, a list as heap.

#ifndef THREADS_QUEUE_ITEMS_H
#define THREADS_QUEUE_ITEMS_H

#include "vm/vm.h"

typedef enum QueueOrder { ORDER_FIFO, ORDER_LIFO, ORDER_PRIORITY } QueueOrder;

// A deque or a list without items. Owned. The module collections must be imported.
bool queue_items_new(Vm *vm, QueueOrder order, Value *items);

// Puts one in, and takes the next one out (owned), as the methods _put() and _get() of
// CPython's classes do. [items] is what queue_items_new() made or what the program has put
// in its place. An item that cannot be compared stays where it was put.
bool queue_items_put(Vm *vm, Value items, QueueOrder order, Value item);
bool queue_items_get(Vm *vm, Value items, QueueOrder order, Value *item);

#endif
