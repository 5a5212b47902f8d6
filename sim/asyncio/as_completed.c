// as_completed.c -- as_completed() of CPython's tasks.py: an iterator of awaitables, or an
// async iterator of futures, in the order in which they finish.
//
// Inside CPython's stands a Queue; here are its two halves, the futures that are done and
// those who wait for one, in the same order and with the same wake-ups.

#include "asyncio/callbacks.h"
#include "asyncio/values.h"
#include "asyncio/waiting.h"

typedef struct AsCompleted {
    Object object;
    Set *todo;       // futures that are not done, in order of arrival
    int64_t left;    // how many have not been handed out
    List *done;      // futures in order of finishing, None after a timeout
    uint32_t taken;  // how many of [done] were taken
    List *getters;   // futures of those who wait
    Handle *timeout; // counted; NULL without
} AsCompleted;

static AsCompleted *self_of(Value v)
{
    return (AsCompleted *)v.object;
}

const Set *as_completed_todo(const Object *object)
{
    return ((const AsCompleted *)object)->todo;
}

static bool wake_next(Vm *vm, AsCompleted *self)
{
    while (self->getters->count) {
        Value getter = list_remove_at(vm, self->getters, 0);
        bool waits = !future_is_done(FUTURE(getter));
        bool ok = !waits || future_finish(vm, FUTURE(getter), NONE);
        value_drop(vm, getter);
        if (waits) return ok;
    }
    return true;
}

static bool put(Vm *vm, AsCompleted *self, Value item)
{
    return list_append(vm, self->done, item) && wake_next(vm, self);
}

bool as_completed_done(Vm *vm, Object *target, Object *argument)
{
    AsCompleted *self = (AsCompleted *)target;
    Value future = value_object(argument);
    bool found;
    if (!set_count(self->todo)) return true; // the timeout was here first
    if (!set_discard(vm, self->todo, future, &found) || !put(vm, self, future))
        return false;
    if (!set_count(self->todo) && self->timeout) handle_cancel(vm, self->timeout);
    return true;
}

bool as_completed_timeout(Vm *vm, Object *target, Object *argument)
{
    (void)argument;
    AsCompleted *self = (AsCompleted *)target;
    Value futures;
    if (!list_from_iterable(vm, value_object((Object *)self->todo), &futures))
        return false;
    bool ok = true, found;
    for (uint32_t i = 0; ok && i < LIST(futures)->count; i++) {
        Value future = LIST(futures)->items[i];
        future_remove_callback(vm, FUTURE(future), CALLBACK_AS_COMPLETED, target);
        ok = put(vm, self, NONE) && set_discard(vm, self->todo, future, &found);
    }
    value_drop(vm, futures);
    return ok;
}

// ---- Waiting for the next one ----

enum { ONE_SELF, ONE_RESOLVE, ONE_GETTER, ONE_COUNT };

// The next done future is there: what the awaiter gets.
static Stop take_next(Vm *vm, NativeCoroutine *coroutine, Value *result)
{
    AsCompleted *self = self_of(coroutine->values[ONE_SELF]);
    Value future = value_keep(self->done->items[self->taken]);
    value_set(vm, &self->done->items[self->taken++], NONE);
    if (value_is_none(future)) {
        raise_with(vm, TIMEOUT_ERROR, UNSET);
        return STOP_RAISES;
    }
    if (!coroutine->values[ONE_RESOLVE].integer) {
        *result = future;
        return STOP_RETURNS;
    }
    bool ok = future_result(vm, FUTURE(future), result);
    value_drop(vm, future);
    return ok ? STOP_RETURNS : STOP_RAISES;
}

static Stop wait_for_next(Vm *vm, NativeCoroutine *coroutine, Value *result)
{
    AsCompleted *self = self_of(coroutine->values[ONE_SELF]);
    if (self->taken < self->done->count) return take_next(vm, coroutine, result);
    Loop *loop = loop_running(vm);
    if (!loop) return STOP_RAISES;
    Value getter = value_object(future_new_waiting(vm, loop, WAIT_WAIT, &self->object));
    value_set(vm, &coroutine->values[ONE_GETTER], getter);
    if (!list_append(vm, self->getters, getter)) return STOP_RAISES;
    coroutine->state = 1;
    return native_await(vm, coroutine, getter, result);
}

// The wait was cancelled: another waiter takes over if it had been woken already.
static Stop give_up(Vm *vm, NativeCoroutine *coroutine, Value thrown)
{
    AsCompleted *self = self_of(coroutine->values[ONE_SELF]);
    Future *getter = FUTURE(coroutine->values[ONE_GETTER]);
    if (!future_is_done(getter) && !future_cancel_plain(vm, getter, UNSET))
        return STOP_RAISES;
    for (uint32_t i = 0; i < self->getters->count; i++)
        if (self->getters->items[i].object == &getter->object) {
            value_drop(vm, list_remove_at(vm, self->getters, i));
            break;
        }
    if (self->taken < self->done->count && !future_is_cancelled(getter) &&
        !wake_next(vm, self))
        return STOP_RAISES;
    exception_restore(vm, value_keep(thrown));
    return STOP_RAISES;
}

static Stop one_step(Vm *vm, NativeCoroutine *coroutine, Value sent, Value thrown,
                     Value *result)
{
    (void)sent;
    if (value_is_unset(thrown)) return wait_for_next(vm, coroutine, result);
    if (coroutine->state == 1) return give_up(vm, coroutine, thrown);
    exception_restore(vm, value_keep(thrown));
    return STOP_RAISES;
}

static const NativeCoroutineSpec one = {
    "_wait_for_one", "_AsCompletedIterator._wait_for_one", one_step, ONE_COUNT};

// __anext__ counts when it runs, not when it is called.
static Stop anext_step(Vm *vm, NativeCoroutine *coroutine, Value sent, Value thrown,
                       Value *result)
{
    if (coroutine->state == 0 && value_is_unset(thrown)) {
        AsCompleted *self = self_of(coroutine->values[ONE_SELF]);
        if (!self->left) {
            raise_with(vm, STOP_ASYNC_ITERATION, UNSET);
            return STOP_RAISES;
        }
        self->left--;
    }
    return one_step(vm, coroutine, sent, thrown, result);
}

static const NativeCoroutineSpec anext = {"__anext__", "_AsCompletedIterator.__anext__",
                                          anext_step, ONE_COUNT};

static bool as_completed_next(Vm *vm, Value v, Value *result)
{
    *result = UNSET;
    if (!self_of(v)->left) return true;
    self_of(v)->left--;
    Value values[] = {v, TRUE};
    *result = native_coroutine_new(vm, &one, values, 2);
    return true;
}

static bool as_completed_anext(Vm *vm, Value v, Value *result)
{
    Value values[] = {v, FALSE};
    *result = native_coroutine_new(vm, &anext, values, 2);
    return true;
}

static bool as_completed_iter(Vm *vm, Value v, Value *result)
{
    (void)vm;
    *result = value_keep(v);
    return true;
}

// ---- Making ----

static void as_completed_release(Vm *vm, Object *object)
{
    AsCompleted *self = (AsCompleted *)object;
    for (uint32_t i = 0; i < self->getters->count; i++)
        ((OwnedFuture *)self->getters->items[i].object)->owner = NULL;
    object_drop(vm, self->todo);
    object_drop(vm, self->done);
    object_drop(vm, self->getters);
    object_drop(vm, self->timeout);
}

static bool add_future(Vm *vm, AsCompleted *self, Value awaitable, Loop *loop)
{
    Value future;
    if (!ensure_future(vm, awaitable, loop, &future)) return false;
    bool ok = set_add(vm, self->todo, future);
    value_drop(vm, future);
    return ok;
}

static bool begin(Vm *vm, AsCompleted *self, Value awaitables, Value timeout)
{
    Loop *loop = loop_get(vm);
    if (!loop) return false;
    Set *different = set_new(vm, false);
    bool ok = set_update(vm, different, awaitables);
    Value item;
    uint32_t at = 0;
    while (ok && set_next(different, &at, &item))
        ok = add_future(vm, self, item, loop);
    object_drop(vm, different);
    if (!ok) return false;
    at = 0;
    while (set_next(self->todo, &at, &item))
        future_add_callback(vm, FUTURE(item), CALLBACK_AS_COMPLETED, &self->object);
    self->left = set_count(self->todo);
    if (!self->left || value_is_none(timeout)) return true;
    double delay;
    if (!arg_double(vm, timeout, &delay)) return false;
    self->timeout = loop_set_timer(vm, loop, time_after(vm, delay),
                                   CALLBACK_AS_COMPLETED_TIMEOUT, &self->object);
    return true;
}

static bool function_as_completed(Vm *vm, Value *args, Value *result)
{
    if (value_is_future(args[0]) || is_coroutine(vm, args[0]))
        return raise_error(vm, TYPE_ERROR, "expects an iterable of awaitables, not %s",
                           value_short_type_name(vm, args[0]));
    AsCompleted *self = object_new(vm, asyncio_of(vm)->as_completed_type);
    self->todo = set_new(vm, false);
    self->done = list_new(vm);
    self->getters = list_new(vm);
    if (!begin(vm, self, args[0], args[1])) {
        object_drop(vm, self);
        return false;
    }
    *result = value_object(self);
    return true;
}

static const TypeSpec as_completed_spec = {
    .name = "_AsCompletedIterator",
    .module = "asyncio.tasks",
    .layout = LAYOUT_OTHER,
    .size = sizeof(AsCompleted),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.release = as_completed_release,
              .iter = as_completed_iter,
              .next = as_completed_next,
              .aiter = as_completed_iter,
              .anext = as_completed_anext},
};

static const NativeSpec functions[] = {
    {"as_completed", "fs, *, timeout=None", function_as_completed, NATIVE_PYTHON},
    {0},
};

void as_completed_init(Vm *vm, Module *module)
{
    asyncio_of(vm)->as_completed_type = type_new(vm, &as_completed_spec, NULL);
    natives_add(vm, module->attributes, functions, "asyncio.tasks");
}
