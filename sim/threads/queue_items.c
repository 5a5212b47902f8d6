// queue_items.c -- first in first out, last in first out, and heapq's heap.

#include "threads/queue_items.h"

#include "vm/priority.h"

bool queue_items_new(Vm *vm, QueueOrder order, Value *items)
{
    if (order == ORDER_FIFO)
        return call(vm, value_object(vm->types.deque), NULL, 0, items);
    *items = value_object(list_new(vm));
    return true;
}

// ---- The heap ----

static Priorities priorities(const List *heap)
{
    return (Priorities){&heap->items, &heap->count};
}

static bool heap_get(Vm *vm, List *heap, Value *item)
{
    Value last = list_remove_at(vm, heap, heap->count - 1);
    *item = last;
    if (!heap->count) return true;
    *item = heap->items[0];
    heap->items[0] = last;
    if (priority_sink(vm, priorities(heap), 0)) return true;
    value_drop(vm, *item);
    *item = UNSET;
    return false;
}

// ---- All three ----

static bool call_items(Vm *vm, Value items, const char *method, const Value *value,
                       Value *result)
{
    return call_method(vm, items, method, value, value ? 1 : 0, result);
}

bool queue_items_put(Vm *vm, Value items, QueueOrder order, Value item)
{
    if (value_is_list(items)) {
        List *list = LIST(items);
        if (!list_append(vm, list, item)) return false;
        return order != ORDER_PRIORITY ||
               priority_rise(vm, priorities(list), 0, list->count - 1);
    }
    Value ignored = UNSET;
    if (!call_items(vm, items, "append", &item, &ignored)) return false;
    value_drop(vm, ignored);
    return true;
}

bool queue_items_get(Vm *vm, Value items, QueueOrder order, Value *item)
{
    if (!value_is_list(items))
        return call_items(vm, items, order == ORDER_FIFO ? "popleft" : "pop", NULL, item);
    List *list = LIST(items);
    if (!list->count)
        return raise_error(vm, INDEX_ERROR,
                           order == ORDER_PRIORITY ? "index out of range"
                                                   : "pop from empty list");
    if (order == ORDER_PRIORITY) return heap_get(vm, list, item);
    *item = list_remove_at(vm, list, order == ORDER_FIFO ? 0 : list->count - 1);
    return true;
}
