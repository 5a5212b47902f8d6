// priority.c -- heapq's order in an array of values.

#include "vm/priority.h"

#include "vm/operators.h"

static bool less(Vm *vm, Priorities heap, uint32_t left, uint32_t right, bool *result)
{
    uint32_t count = *heap.count;
    Value a = value_keep((*heap.items)[left]), b = value_keep((*heap.items)[right]);
    bool ok = value_less(vm, a, b, result);
    value_drop(vm, a);
    value_drop(vm, b);
    if (ok && *heap.count != count)
        return raise_error(vm, RUNTIME_ERROR, "list changed size during iteration");
    return ok;
}

static void swap(Priorities heap, uint32_t a, uint32_t b)
{
    Value *items = *heap.items, item = items[a];
    items[a] = items[b];
    items[b] = item;
}

bool priority_rise(Vm *vm, Priorities heap, uint32_t root, uint32_t at)
{
    while (at > root) {
        uint32_t parent = (at - 1) / 2;
        bool is_less;
        if (!less(vm, heap, at, parent, &is_less)) return false;
        if (!is_less) return true;
        swap(heap, at, parent);
        at = parent;
    }
    return true;
}

bool priority_sink(Vm *vm, Priorities heap, uint32_t at)
{
    uint32_t root = at;
    while (2 * at + 1 < *heap.count) {
        uint32_t child = 2 * at + 1;
        bool left_is_less = true;
        if (child + 1 < *heap.count && !less(vm, heap, child, child + 1, &left_is_less))
            return false;
        if (!left_is_less) child++;
        swap(heap, at, child);
        at = child;
    }
    return priority_rise(vm, heap, root, at);
}
