// queue_items.c -- the items of a queue, in one buffer: a ring for Queue, a stack for
// LifoQueue, heapq's heap for PriorityQueue.

#include "asyncio/queue.h"

#include "vm/priority.h"

Value *queue_item_at(const Queue *queue, uint32_t i)
{
    return &queue->items[(queue->first + i) & (queue->capacity - 1)];
}

static bool grow(Vm *vm, Queue *queue)
{
    uint32_t capacity = queue->capacity ? 2 * queue->capacity : 8;
    Value *items = heap_buffer_resize(vm, NULL, 0, capacity * sizeof *items);
    if (!items) return false;
    for (uint32_t i = 0; i < queue->count; i++)
        items[i] = *queue_item_at(queue, i);
    heap_buffer_free(vm, queue->items, queue->capacity * sizeof *items);
    queue->items = items;
    queue->capacity = capacity;
    queue->first = 0;
    return true;
}

static bool push(Vm *vm, Queue *queue, Value item)
{
    if (queue->count == queue->capacity && !grow(vm, queue)) return false;
    queue->count++;
    *queue_item_at(queue, queue->count - 1) = value_keep(item);
    return true;
}

static Value pop_first(Queue *queue)
{
    Value item = *queue_item_at(queue, 0);
    queue->first = (queue->first + 1) & (queue->capacity - 1);
    queue->count--;
    return item;
}

static Value pop_last(Queue *queue)
{
    return *queue_item_at(queue, --queue->count);
}

static Priorities priorities(const Queue *queue)
{
    return (Priorities){&queue->items, &queue->count};
}

// An item that cannot be compared stays where it was put.
bool queue_put_item(Vm *vm, Queue *queue, Value item)
{
    if (!push(vm, queue, item)) return false;
    return queue->order != QUEUE_PRIORITY ||
           priority_rise(vm, priorities(queue), 0, queue->count - 1);
}

bool queue_get_item(Vm *vm, Queue *queue, Value *result)
{
    if (queue->order == QUEUE_FIFO) {
        *result = pop_first(queue);
        return true;
    }
    Value last = pop_last(queue);
    if (queue->order == QUEUE_LIFO || queue->count == 0) {
        *result = last;
        return true;
    }
    Value least = queue->items[0];
    queue->items[0] = last;
    if (!priority_sink(vm, priorities(queue), 0)) {
        value_drop(vm, least);
        return false;
    }
    *result = least;
    return true;
}

void queue_drop_items(Vm *vm, Queue *queue)
{
    while (queue->count > 0)
        value_drop(vm, pop_last(queue));
    heap_buffer_free(vm, queue->items, queue->capacity * sizeof *queue->items);
    queue->items = NULL;
    queue->capacity = 0;
}
