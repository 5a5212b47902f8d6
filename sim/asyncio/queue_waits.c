// queue_waits.c -- putting, getting and joining: what waits, and what wakes it up.

#include "asyncio/queue.h"

#include "asyncio/locks.h"

static bool wake_next(Vm *vm, Waiters *waiters)
{
    Future *first;
    while ((first = waiters_take_first(waiters))) {
        bool pending = !future_is_done(first);
        bool ok = !pending || future_finish(vm, first, NONE);
        object_drop(vm, first);
        if (pending) return ok;
    }
    return true;
}

bool queue_wake_all(Vm *vm, Waiters *waiters)
{
    while (waiters->count > 0)
        if (!wake_next(vm, waiters)) return false;
    return true;
}

// Tells of a put or get; those who wait on either side are listed, getters first.
static void tell(Vm *vm, Queue *queue, TraceType type, uint32_t cause)
{
    enum { MOST = 64 };
    Future *waiting[MOST];
    int count = 0;
    for (uint32_t i = 0; i < queue->getters.count && count < MOST; i++)
        waiting[count++] = waiters_items(&queue->getters)[i];
    for (uint32_t i = 0; i < queue->putters.count && count < MOST; i++)
        waiting[count++] = waiters_items(&queue->putters)[i];
    sync_event(vm, &queue->sync, type, waiting, count, cause);
}

bool queue_put_now(Vm *vm, Queue *queue, Value item, uint32_t cause)
{
    bool full;
    if (queue->is_shutdown) return raise_with(vm, QUEUE_SHUT_DOWN, UNSET);
    if (!queue_is_full(vm, queue, &full)) return false;
    if (full) return raise_with(vm, QUEUE_FULL, UNSET);
    if (queue->is_overridden) {
        Value ignored = UNSET;
        if (!queue_call_own(vm, queue, "_put", &item, &ignored)) return false;
        value_drop(vm, ignored);
    } else if (!queue_put_item(vm, queue, item)) {
        return false;
    }
    queue->unfinished++;
    if (vm->trace) tell(vm, queue, TRACE_PUT, cause);
    return wake_next(vm, &queue->getters);
}

bool queue_get_now(Vm *vm, Queue *queue, uint32_t cause, Value *result)
{
    bool empty;
    if (!queue_is_empty(vm, queue, &empty)) return false;
    if (empty)
        return raise_with(vm, queue->is_shutdown ? QUEUE_SHUT_DOWN : QUEUE_EMPTY, UNSET);
    bool good = queue->is_overridden ? queue_call_own(vm, queue, "_get", NULL, result)
                                     : queue_get_item(vm, queue, result);
    if (!good) return false;
    if (vm->trace) tell(vm, queue, TRACE_GET, cause);
    if (wake_next(vm, &queue->putters)) return true;
    value_clear(vm, result);
    return false;
}

// Values of put(), get() and join(): see WAITER_VALUES.
enum { SELF, WAITING, ITEM };

static uint32_t cause_of(const NativeCoroutine *self)
{
    return value_is_unset(self->values[WAITING]) ? 0
                                                 : FUTURE(self->values[WAITING])->cause;
}

// A put() or get() whose wait failed. If it had been woken up already somebody else must
// be, as [possible] says that there is something to do.
static Stop wait_fails(Vm *vm, NativeCoroutine *self, Waiters *waiters, bool possible,
                       Value thrown)
{
    Value failure = value_keep(thrown);
    Future *future = FUTURE(self->values[WAITING]);
    bool done;
    if (!future_is_done(future) && !future_cancel(vm, future, UNSET, &done)) {
        value_drop(vm, failure);
        return STOP_RAISES;
    }
    waiters_remove(vm, waiters, future);
    if (possible && !future_is_cancelled(future) && !wake_next(vm, waiters)) {
        value_drop(vm, failure);
        return STOP_RAISES;
    }
    exception_restore(vm, failure);
    return STOP_RAISES;
}

static Stop put_ends(Vm *vm, NativeCoroutine *self, Queue *queue, Value *result)
{
    Value item = self->values[ITEM];
    if (queue->is_overridden)
        return queue_call_own(vm, queue, "put_nowait", &item, result) ? STOP_RETURNS
                                                                      : STOP_RAISES;
    if (!queue_put_now(vm, queue, item, cause_of(self))) return STOP_RAISES;
    return step_returns(NONE, result);
}

static Stop put_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                     Value *result)
{
    (void)sent;
    Queue *queue = QUEUE(self->values[SELF]);
    bool full;
    if (!value_is_unset(thrown)) {
        if (self->state == 0 || !queue_is_full(vm, queue, &full))
            return step_raises(vm, thrown);
        return wait_fails(vm, self, &queue->putters, !full, thrown);
    }
    if (!queue_is_full(vm, queue, &full)) return STOP_RAISES;
    if (!full) return put_ends(vm, self, queue, result);
    if (queue->is_shutdown) {
        raise_with(vm, QUEUE_SHUT_DOWN, UNSET);
        return STOP_RAISES;
    }
    self->state = 1;
    return waiters_wait(vm, self, WAITING, &queue->sync, &queue->putters, WAIT_QUEUE_PUT,
                        &queue->sync, result);
}

static Stop get_ends(Vm *vm, NativeCoroutine *self, Queue *queue, Value *result)
{
    bool good = queue->is_overridden
                    ? queue_call_own(vm, queue, "get_nowait", NULL, result)
                    : queue_get_now(vm, queue, cause_of(self), result);
    return good ? STOP_RETURNS : STOP_RAISES;
}

static Stop get_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                     Value *result)
{
    (void)sent;
    Queue *queue = QUEUE(self->values[SELF]);
    bool empty;
    if (!value_is_unset(thrown)) {
        if (self->state == 0 || !queue_is_empty(vm, queue, &empty))
            return step_raises(vm, thrown);
        return wait_fails(vm, self, &queue->getters, !empty, thrown);
    }
    if (!queue_is_empty(vm, queue, &empty)) return STOP_RAISES;
    if (!empty) return get_ends(vm, self, queue, result);
    if (queue->is_shutdown) {
        raise_with(vm, QUEUE_SHUT_DOWN, UNSET);
        return STOP_RAISES;
    }
    self->state = 1;
    return waiters_wait(vm, self, WAITING, &queue->sync, &queue->getters, WAIT_QUEUE_GET,
                        &queue->sync, result);
}

// CPython's queue has an Event for join(), which is bound to a loop of its own accord: it
// is the one that complains.
static bool join_is_here(Vm *vm, Queue *queue)
{
    Loop *loop = loop_running(vm);
    if (!loop) return false;
    if (!queue->join_loop || queue->join_loop == loop->serial) return true;
    unsigned long long id = (unsigned long long)value_id(vm, value_object(queue));
    if (!queue->joiners.count)
        return raise_error(vm, RUNTIME_ERROR,
                           "<asyncio.locks.Event object at 0x%llx [unset]> is bound to a "
                           "different event loop",
                           id);
    return raise_error(
        vm, RUNTIME_ERROR,
        "<asyncio.locks.Event object at 0x%llx [unset, waiters:%u]> is bound "
        "to a different event loop",
        id, queue->joiners.count);
}

static Stop join_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                      Value *result)
{
    (void)sent;
    Queue *queue = QUEUE(self->values[SELF]);
    if (self->state) waiters_remove(vm, &queue->joiners, FUTURE(self->values[WAITING]));
    if (!value_is_unset(thrown)) return step_raises(vm, thrown);
    if (self->state || queue->unfinished <= 0) return step_returns(NONE, result);
    if (!join_is_here(vm, queue)) return STOP_RAISES;
    self->state = 1;
    uint32_t loop = queue->sync.loop;
    queue->sync.loop = queue->join_loop;
    Stop stop = waiters_wait(vm, self, WAITING, &queue->sync, &queue->joiners,
                             WAIT_QUEUE_JOIN, &queue->sync, result);
    queue->join_loop = queue->sync.loop;
    queue->sync.loop = loop;
    return stop;
}

// ---- Awaited where they are called ----

// True if no code of the program takes part.
static bool is_plain(const Queue *queue)
{
    return queue->order == QUEUE_FIFO && !queue->is_custom && !queue->is_overridden &&
           !queue->is_shutdown;
}

static bool has_room(const Queue *queue)
{
    return queue->most <= 0 || queue->count < queue->most;
}

// put() and get() have been woken up, and what they wait for is still there.
static bool put_answers(Vm *vm, NativeCoroutine *self, Value *result)
{
    Queue *queue = QUEUE(self->values[SELF]);
    *result = NONE;
    return is_plain(queue) && has_room(queue) &&
           queue_put_now(vm, queue, self->values[ITEM], cause_of(self));
}

static bool get_answers(Vm *vm, NativeCoroutine *self, Value *result)
{
    Queue *queue = QUEUE(self->values[SELF]);
    return is_plain(queue) && queue->count &&
           queue_get_now(vm, queue, cause_of(self), result);
}

// get() has no item; its coroutine is of the same size all the same.
static const NativeCoroutineSpec put_spec = {"put", "Queue.put", put_step, 3,
                                             put_answers};
static const NativeCoroutineSpec get_spec = {"get", "Queue.get", get_step, 3,
                                             get_answers};
static const NativeCoroutineSpec join_spec = {"join", "Queue.join", join_step, 2, NULL};

Awaited queue_await_put(Vm *vm, Value *args, Value *waiting, Value *result)
{
    Queue *queue = QUEUE(args[0]);
    if (!is_plain(queue)) return AWAITED_ORDINARY;
    if (!has_room(queue))
        return waiters_await(vm, &put_spec, &queue->sync, args[1], &queue->putters,
                             WAIT_QUEUE_PUT, waiting, result);
    if (!queue_put_now(vm, queue, args[1], 0)) return AWAITED_ORDINARY;
    *result = NONE;
    return AWAITED_RETURNS;
}

Awaited queue_await_get(Vm *vm, Value *args, Value *waiting, Value *result)
{
    Queue *queue = QUEUE(args[0]);
    if (!is_plain(queue)) return AWAITED_ORDINARY;
    if (!queue->count)
        return waiters_await(vm, &get_spec, &queue->sync, UNSET, &queue->getters,
                             WAIT_QUEUE_GET, waiting, result);
    return queue_get_now(vm, queue, 0, result) ? AWAITED_RETURNS : AWAITED_ORDINARY;
}

// ---- The methods ----

bool queue_put(Vm *vm, Value *args, Value *result)
{
    const Value values[] = {args[0], UNSET, args[1]};
    *result = native_coroutine_new(vm, &put_spec, values, 3);
    return true;
}

bool queue_get(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &get_spec, args, 1);
    return true;
}

bool queue_join(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &join_spec, args, 1);
    return true;
}
