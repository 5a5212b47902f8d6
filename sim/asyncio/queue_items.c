// queue_items.c -- the items of a queue, in one buffer: a ring for Queue, a stack for
// LifoQueue, heapq's heap for PriorityQueue.

#include "asyncio/queue.h"

#include "vm/iterators.h"

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

// Compares two items of the heap; the program's __lt__ must not change the queue.
static bool heap_less(Vm *vm, const Queue *queue, uint32_t left, uint32_t right,
                      bool *less)
{
    uint32_t count = queue->count;
    Value a = value_keep(queue->items[left]), b = value_keep(queue->items[right]);
    bool good = value_less(vm, a, b, less);
    value_drop(vm, a);
    value_drop(vm, b);
    if (good && queue->count != count)
        return raise_error(vm, RUNTIME_ERROR, "list changed size during iteration");
    return good;
}

static void heap_swap(Queue *queue, uint32_t a, uint32_t b)
{
    Value item = queue->items[a];
    queue->items[a] = queue->items[b];
    queue->items[b] = item;
}

// heapq's _siftdown: moves the item at [at] towards the root.
static bool heap_rise(Vm *vm, Queue *queue, uint32_t at)
{
    while (at > 0) {
        uint32_t parent = (at - 1) / 2;
        bool less;
        if (!heap_less(vm, queue, at, parent, &less)) return false;
        if (!less) return true;
        heap_swap(queue, at, parent);
        at = parent;
    }
    return true;
}

// heapq's _siftup: moves the root to a leaf along the smaller children, then up again.
static bool heap_sink(Vm *vm, Queue *queue)
{
    uint32_t at = 0;
    while (2 * at + 1 < queue->count) {
        uint32_t child = 2 * at + 1;
        bool left_is_less = true;
        if (child + 1 < queue->count &&
            !heap_less(vm, queue, child, child + 1, &left_is_less))
            return false;
        if (!left_is_less) child++;
        heap_swap(queue, at, child);
        at = child;
    }
    return heap_rise(vm, queue, at);
}

// An item that cannot be compared stays where it was put.
bool queue_put_item(Vm *vm, Queue *queue, Value item)
{
    if (!push(vm, queue, item)) return false;
    return queue->order != QUEUE_PRIORITY || heap_rise(vm, queue, queue->count - 1);
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
    if (!heap_sink(vm, queue)) {
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
