// waiters.c -- a queue of futures in one array; who waited longest is mostly who leaves.

#include "asyncio/waiters.h"

#include <string.h>

// Makes room for one more at the end.
static bool make_room(Vm *vm, Waiters *waiters)
{
    if (waiters->first + waiters->count < waiters->capacity) return true;
    if (waiters->first > waiters->capacity / 2) {
        memmove(waiters->items, waiters->items + waiters->first,
                waiters->count * sizeof *waiters->items);
        waiters->first = 0;
        return true;
    }
    size_t old_size = waiters->capacity * sizeof *waiters->items;
    size_t new_size = old_size ? 2 * old_size : 4 * sizeof *waiters->items;
    Future **items = heap_buffer_resize(vm, waiters->items, old_size, new_size);
    if (!items) return false;
    waiters->items = items;
    waiters->capacity = (uint32_t)(new_size / sizeof *items);
    return true;
}

bool waiters_add(Vm *vm, Waiters *waiters, Future *future)
{
    if (!make_room(vm, waiters)) return false;
    waiters->items[waiters->first + waiters->count++] = object_keep(future);
    return true;
}

Future *waiters_take_first(Waiters *waiters)
{
    if (waiters->count == 0) return NULL;
    Future *first = waiters->items[waiters->first++];
    if (--waiters->count == 0) waiters->first = 0;
    return first;
}

void waiters_remove(Vm *vm, Waiters *waiters, const Future *future)
{
    Future **items = waiters->items + waiters->first;
    uint32_t at = 0;
    while (at < waiters->count && items[at] != future)
        at++;
    if (at == waiters->count) return;
    if (at == 0) {
        object_drop(vm, waiters_take_first(waiters));
        return;
    }
    Future *found = items[at];
    waiters->count--;
    memmove(items + at, items + at + 1, (waiters->count - at) * sizeof *items);
    object_drop(vm, found);
}

Future *waiters_first_pending(const Waiters *waiters)
{
    Future *const *items = waiters_items(waiters);
    for (uint32_t i = 0; i < waiters->count; i++)
        if (!future_is_done(items[i])) return items[i];
    return NULL;
}

bool waiters_all_cancelled(const Waiters *waiters)
{
    Future *const *items = waiters_items(waiters);
    for (uint32_t i = 0; i < waiters->count; i++)
        if (!future_is_cancelled(items[i])) return false;
    return true;
}

void waiters_release(Vm *vm, Waiters *waiters)
{
    Waiters gone = *waiters;
    *waiters = (Waiters){0};
    for (uint32_t i = 0; i < gone.count; i++) {
        Future *future = gone.items[gone.first + i];
        ((OwnedFuture *)future)->owner = NULL;
        object_drop(vm, future);
    }
    heap_buffer_free(vm, gone.items, gone.capacity * sizeof *gone.items);
}

Stop waiters_wait(Vm *vm, NativeCoroutine *coroutine, int slot, SyncObject *self,
                  Waiters *waiters, TraceWait wait, SyncObject *owner, Value *result)
{
    Loop *loop = sync_loop(vm, self);
    if (!loop) return STOP_RAISES;
    Future *future = future_new_waiting(vm, loop, wait, &owner->object);
    future->id = owner->id;
    value_set(vm, &coroutine->values[slot], value_object(future));
    if (!waiters_add(vm, waiters, future)) return STOP_RAISES;
    // A future is its own iterator: what native_await() would find out.
    (void)result;
    value_set(vm, &coroutine->awaiting, value_keep(value_object(future)));
    return STOP_YIELDS;
}
