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

// ---- Awaited where they are called ----

// The coroutine and its future are seen by nobody, mostly: the next wait takes their memory.
// Out of it they belong to no loop and nothing else.
static NativeCoroutine *take_spare(Vm *vm)
{
    NativeCoroutine *coroutine = asyncio_of(vm)->spare_waiter;
    asyncio_of(vm)->spare_waiter = NULL;
    return coroutine;
}

static bool put_spare(Vm *vm, NativeCoroutine *coroutine, Object **reference)
{
    Asyncio *asyncio = asyncio_of(vm);
    Future *future = (Future *)*reference;
    // The future is in a value, it is awaited, and the ready queue had it.
    if (asyncio->spare_waiter || coroutine->object.references != 1 ||
        future->object.references != 3 || future->rare)
        return false;
    *reference = NULL;
    future->object.references = 1;
    future->object.number = coroutine->object.number = 0;
    object_drop(vm, future_loop(vm, future));
    coroutine->awaiting = UNSET;
    asyncio->spare_waiter = coroutine;
    value_clear(vm, &coroutine->values[WAITER_SELF]);
    value_clear(vm, &coroutine->values[WAITER_VALUE]);
    return true;
}

static NativeCoroutine *new_waiter(Vm *vm, const NativeCoroutineSpec *spec, Loop *loop)
{
    NativeCoroutine *coroutine = take_spare(vm);
    if (coroutine) {
        Future *future = FUTURE(coroutine->values[WAITER_FUTURE]);
        future->state = FUTURE_PENDING;
        future->held = 0;
        future->cause = 0;
        future->cancels = 0;
        future->loop = loop->number;
        object_keep(loop);
    } else {
        coroutine = (NativeCoroutine *)native_coroutine_new(vm, spec, NULL, 0).object;
        coroutine->values[WAITER_FUTURE] =
            value_object(future_new_waiting(vm, loop, WAIT_FUTURE, NULL));
    }
    coroutine->spec = spec;
    return coroutine;
}

Awaited waiters_await(Vm *vm, const NativeCoroutineSpec *spec, SyncObject *self,
                      Value value, Waiters *waiters, TraceWait wait, Value *waiting,
                      Value *result)
{
    Loop *loop = asyncio_of(vm)->running;
    bool is_here = loop && (!self->loop || self->loop == loop->serial);
    if (!is_here || !make_room(vm, waiters)) return AWAITED_ORDINARY;
    self->loop = (uint16_t)loop->serial;
    NativeCoroutine *coroutine = new_waiter(vm, spec, loop);
    OwnedFuture *owned = (OwnedFuture *)coroutine->values[WAITER_FUTURE].object;
    Future *future = &owned->future;
    future->wait = (uint8_t)wait;
    future->id = self->id;
    future->flags = FUTURE_BLOCKING;
    owned->owner = &self->object;
    coroutine->state = 1;
    coroutine->started = true;
    coroutine->values[WAITER_SELF] = value_keep(value_object(self));
    coroutine->values[WAITER_VALUE] = value_keep(value);
    coroutine->awaiting = value_object(future);
    waiters->items[waiters->first + waiters->count++] = future;
    future->object.references += 3; // awaited, in the queue, and yielded
    *waiting = value_object(coroutine);
    *result = value_object(future);
    return AWAITED_YIELDS;
}

bool waiters_answer(Vm *vm, Object *coroutine, Object **future, Value *answer)
{
    Value awaited = coroutine_awaited(vm, coroutine);
    if (!value_has_layout(awaited, LAYOUT_NATIVE_COROUTINE)) return false;
    NativeCoroutine *native = (NativeCoroutine *)awaited.object;
    if (!native->spec->answers || !value_is(native->awaiting, value_object(*future)) ||
        !native->spec->answers(vm, native, answer))
        return false;
    coroutine_leave_await(vm, coroutine, awaited.object);
    if (put_spare(vm, native, future)) return true;
    native_coroutine_finish(vm, native);
    object_drop(vm, native);
    return true;
}
