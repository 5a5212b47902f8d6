// queue_items.c -- first in first out, last in first out, and heapq's heap.

#include "threads/queue_items.h"

bool queue_items_new(Vm *vm, QueueOrder order, Value *items)
{
    if (order == ORDER_FIFO)
        return call(vm, value_object(vm->types.deque), NULL, 0, items);
    *items = value_object(list_new(vm));
    return true;
}

// ---- The heap ----

// Compares two items; the program's __lt__ must not change the list.
static bool less(Vm *vm, const List *heap, uint32_t left, uint32_t right, bool *result)
{
    uint32_t count = heap->count;
    Value a = value_keep(heap->items[left]), b = value_keep(heap->items[right]);
    bool ok = value_less(vm, a, b, result);
    value_drop(vm, a);
    value_drop(vm, b);
    if (ok && heap->count != count)
        return raise_error(vm, RUNTIME_ERROR, "list changed size during iteration");
    return ok;
}

static void swap(List *heap, uint32_t a, uint32_t b)
{
    Value item = heap->items[a];
    heap->items[a] = heap->items[b];
    heap->items[b] = item;
}

// heapq's _siftdown: moves the item at [at] towards the root.
static bool rise(Vm *vm, List *heap, uint32_t at)
{
    while (at > 0) {
        uint32_t parent = (at - 1) / 2;
        bool is_less;
        if (!less(vm, heap, at, parent, &is_less)) return false;
        if (!is_less) return true;
        swap(heap, at, parent);
        at = parent;
    }
    return true;
}

// heapq's _siftup: moves the root to a leaf along the smaller children, then up again.
static bool sink(Vm *vm, List *heap)
{
    uint32_t at = 0;
    while (2 * at + 1 < heap->count) {
        uint32_t child = 2 * at + 1;
        bool left_is_less = true;
        if (child + 1 < heap->count && !less(vm, heap, child, child + 1, &left_is_less))
            return false;
        if (!left_is_less) child++;
        swap(heap, at, child);
        at = child;
    }
    return rise(vm, heap, at);
}

static bool heap_get(Vm *vm, List *heap, Value *item)
{
    Value last = list_remove_at(vm, heap, heap->count - 1);
    *item = last;
    if (!heap->count) return true;
    *item = heap->items[0];
    heap->items[0] = last;
    if (sink(vm, heap)) return true;
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
        return order != ORDER_PRIORITY || rise(vm, list, list->count - 1);
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
