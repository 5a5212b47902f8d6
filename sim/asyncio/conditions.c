// conditions.c -- Condition and Barrier, as Lib/asyncio/locks.py of CPython 3.13 has them.

#include "asyncio/locks.h"

#include <stdio.h>

typedef struct Condition {
    SyncObject sync;
    Waiters waiters;
    SyncObject *owner; // on whose behalf tasks wait: itself, or a Barrier around it
    Value lock;        // a Lock, or whatever the program gave instead
} Condition;

typedef enum BarrierState {
    BARRIER_FILLING,
    BARRIER_DRAINING,
    BARRIER_RESETTING,
    BARRIER_BROKEN,
} BarrierState;

typedef struct Barrier {
    SyncObject sync;
    Condition *condition; // its own; everything that changes is told through it
    int64_t parties, count;
    BarrierState state;
} Barrier;

#define CONDITION(value) ((Condition *)(value).object)
#define BARRIER(value)   ((Barrier *)(value).object)

// -- The lock of a condition ---------------------------------------------------------

static bool has_plain_lock(const Vm *vm, const Condition *condition)
{
    return condition->lock.kind == VALUE_OBJECT &&
           condition->lock.object->type == asyncio_of(vm)->lock_type;
}

static bool condition_is_locked(Vm *vm, const Condition *condition, bool *locked)
{
    if (has_plain_lock(vm, condition)) {
        *locked = LOCK(condition->lock)->locked;
        return true;
    }
    Value answer = UNSET;
    if (!call_method(vm, condition->lock, "locked", NULL, 0, &answer)) return false;
    bool good = value_truth(vm, answer, locked);
    value_drop(vm, answer);
    return good;
}

static bool condition_unlock(Vm *vm, const Condition *condition)
{
    if (has_plain_lock(vm, condition)) return lock_release(vm, LOCK(condition->lock));
    Value ignored = UNSET;
    if (!call_method(vm, condition->lock, "release", NULL, 0, &ignored)) return false;
    value_drop(vm, ignored);
    return true;
}

// What must be awaited to get the lock. Owned.
static bool condition_lock(Vm *vm, const Condition *condition, Value *awaitable)
{
    if (!has_plain_lock(vm, condition))
        return call_method(vm, condition->lock, "acquire", NULL, 0, awaitable);
    *awaitable = lock_acquire(vm, LOCK(condition->lock));
    return true;
}

// Inside a step: waits for the lock.
static Stop await_lock(Vm *vm, NativeCoroutine *self, const Condition *condition,
                       Value *result)
{
    Value awaitable = UNSET;
    if (!condition_lock(vm, condition, &awaitable)) return STOP_RAISES;
    Stop stop = native_await(vm, self, awaitable, result);
    value_drop(vm, awaitable);
    return stop;
}

// -- Condition -----------------------------------------------------------------------

static bool wake(Vm *vm, Condition *condition, int64_t most)
{
    Future *const *items = waiters_items(&condition->waiters);
    for (uint32_t i = 0; i < condition->waiters.count && most > 0; i++) {
        if (future_is_done(items[i])) continue;
        most--;
        if (!future_finish(vm, items[i], FALSE)) return false;
    }
    return true;
}

static bool condition_notify(Vm *vm, Condition *condition, int64_t most)
{
    bool locked;
    if (!condition_is_locked(vm, condition, &locked)) return false;
    if (!locked)
        return raise_error(vm, RUNTIME_ERROR, "cannot notify on un-acquired lock");
    if (vm->trace && condition->owner->id)
        sync_event(vm, condition->owner, TRACE_NOTIFY, waiters_items(&condition->waiters),
                   (int)condition->waiters.count, 0);
    return wake(vm, condition, most);
}

// Values of a wait().
enum { SELF, WAITING, FAILURE, LATER_FAILURE, WAIT_VALUES };
// Its states.
enum { WAIT_BEGINS, WAIT_WOKEN, WAIT_LOCKING };

static Stop wait_begins(Vm *vm, NativeCoroutine *self, Condition *condition,
                        Value *result)
{
    bool locked;
    if (!condition_is_locked(vm, condition, &locked)) return STOP_RAISES;
    if (!locked) {
        raise_error(vm, RUNTIME_ERROR, "cannot wait on un-acquired lock");
        return STOP_RAISES;
    }
    // Bound to its loop before the lock is given back.
    if (!sync_loop(vm, &condition->sync)) return STOP_RAISES;
    if (!condition_unlock(vm, condition)) return STOP_RAISES;
    self->state = WAIT_WOKEN;
    return waiters_wait(vm, self, WAITING, &condition->sync, &condition->waiters,
                        (TraceWait)condition->sync.wait, condition->owner, result);
}

// The end of a wait() that fails: another task gets the notification that this one may
// have had. [failure] is raised with what went on before it as its context.
static Stop wait_fails(Vm *vm, NativeCoroutine *self, Condition *condition, Value failure)
{
    if (!wake(vm, condition, 1)) return STOP_RAISES;
    Value before = self->values[FAILURE], handled = vm->handled;
    if (!value_is_unset(before) && !value_is(before, failure)) {
        vm->handled = before;
        raise_value(vm, value_keep(failure));
        vm->handled = handled;
    } else {
        exception_restore(vm, value_keep(failure));
    }
    return STOP_RAISES;
}

static Stop wait_ends(Vm *vm, NativeCoroutine *self, Condition *condition, Value *result)
{
    Value failure = self->values[LATER_FAILURE];
    if (value_is_unset(failure)) failure = self->values[FAILURE];
    if (!value_is_unset(failure)) return wait_fails(vm, self, condition, failure);
    return step_returns(TRUE, result);
}

static Stop condition_wait_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                                Value *result)
{
    (void)sent;
    Condition *condition = CONDITION(self->values[SELF]);
    switch (self->state) {
    case WAIT_BEGINS:
        if (!value_is_unset(thrown)) return step_raises(vm, thrown);
        return wait_begins(vm, self, condition, result);
    case WAIT_WOKEN:
        waiters_remove(vm, &condition->waiters, FUTURE(self->values[WAITING]));
        value_set(vm, &self->values[FAILURE], value_keep(thrown));
        self->state = WAIT_LOCKING;
        return await_lock(vm, self, condition, result);
    default:
        if (value_is_unset(thrown)) return wait_ends(vm, self, condition, result);
        if (!exception_is(vm, thrown, CANCELLED_ERROR))
            return wait_fails(vm, self, condition, thrown);
        // The lock must be had again even by a task that is cancelled.
        value_set(vm, &self->values[LATER_FAILURE], value_keep(thrown));
        return await_lock(vm, self, condition, result);
    }
}

static const NativeCoroutineSpec condition_wait_spec = {"wait", "Condition.wait",
                                                        condition_wait_step, WAIT_VALUES};

static bool condition_wait(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &condition_wait_spec, args, 1);
    return true;
}

// wait_for: values are the condition and the predicate.
static Stop condition_wait_for_step(Vm *vm, NativeCoroutine *self, Value sent,
                                    Value thrown, Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) return step_raises(vm, thrown);
    Value answer = UNSET, awaitable = UNSET;
    bool yes;
    if (!call(vm, self->values[1], NULL, 0, &answer)) return STOP_RAISES;
    if (!value_truth(vm, answer, &yes)) {
        value_drop(vm, answer);
        return STOP_RAISES;
    }
    if (yes) return step_returns(answer, result);
    value_drop(vm, answer);
    if (!call_method(vm, self->values[0], "wait", NULL, 0, &awaitable))
        return STOP_RAISES;
    Stop stop = native_await(vm, self, awaitable, result);
    value_drop(vm, awaitable);
    return stop;
}

static const NativeCoroutineSpec condition_wait_for_spec = {
    "wait_for", "Condition.wait_for", condition_wait_for_step, 2};

static bool condition_wait_for(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &condition_wait_for_spec, args, 2);
    return true;
}

static bool method_notify(Vm *vm, Value *args, Value *result)
{
    int64_t most = 0;
    Condition *condition = CONDITION(args[0]);
    *result = NONE;
    // The count is compared with each waiter's number, so with none it may be anything.
    if (!condition->waiters.count) return condition_notify(vm, condition, 0);
    if (!value_is_int(args[1])) {
        Value compared;
        if (!value_compare(vm, COMPARE_GE, value_int(0), args[1], &compared))
            return false;
        value_drop(vm, compared);
    }
    return arg_int(vm, args[1], &most) && condition_notify(vm, condition, most);
}

static bool method_notify_all(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return condition_notify(vm, CONDITION(args[0]), CONDITION(args[0])->waiters.count);
}

static bool method_locked(Vm *vm, Value *args, Value *result)
{
    bool locked;
    if (!condition_is_locked(vm, CONDITION(args[0]), &locked)) return false;
    *result = value_bool(locked);
    return true;
}

static bool method_acquire(Vm *vm, Value *args, Value *result)
{
    return condition_lock(vm, CONDITION(args[0]), result);
}

static bool method_release(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return condition_unlock(vm, CONDITION(args[0]));
}

static bool condition_enter(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &enter_any_spec, args, 1);
    return true;
}

static bool condition_exit(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &exit_any_spec, args, 1);
    return true;
}

static bool sync_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    *result = value_object(object_new(vm, type));
    return true;
}

// A Condition takes these three from its lock when it is made.
static bool may_be_lock(Vm *vm, Value lock)
{
    static const char *const needed[] = {"locked", "acquire", "release"};
    for (int i = 0; i < 3; i++) {
        Value method;
        if (!value_get_attribute(vm, lock, str_intern(vm, needed[i]), &method))
            return false;
        value_drop(vm, method);
    }
    return true;
}

static bool condition_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Condition.__init__", "self, lock=None", NULL,
                                    NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!sync_bind(vm, &spec, self, arguments, args)) return false;
    Condition *condition = CONDITION(self);
    if (!value_is_none(args[1]) && !may_be_lock(vm, args[1])) {
        arguments_unbind(vm, &spec, args);
        return false;
    }
    condition->owner = &condition->sync;
    if (!condition->sync.id)
        sync_begin(vm, &condition->sync, WAIT_CONDITION, "condition", -1);
    value_set(vm, &condition->lock,
              value_is_none(args[1]) ? value_object(lock_new(vm, &condition->sync))
                                     : value_keep(args[1]));
    arguments_unbind(vm, &spec, args);
    return true;
}

static void condition_release_slot(Vm *vm, Object *self)
{
    Condition *condition = (Condition *)self;
    if (has_plain_lock(vm, condition)) {
        Lock *lock = LOCK(condition->lock);
        if (lock->owner == &condition->sync) lock->owner = &lock->sync;
    }
    value_clear(vm, &condition->lock);
    waiters_release(vm, &condition->waiters);
    sync_release(vm, &condition->sync);
}

static bool condition_repr(Vm *vm, Value self, Value *result)
{
    bool locked;
    if (!condition_is_locked(vm, CONDITION(self), &locked)) return false;
    return sync_repr(vm, self, locked ? "locked" : "unlocked", &CONDITION(self)->waiters,
                     result);
}

static const NativeSpec condition_methods[] = {
    {"acquire", "self", method_acquire, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"release", "self", method_release, NATIVE_PYTHON},
    {"locked", "self", method_locked, NATIVE_PYTHON},
    {"wait", "self", condition_wait, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"wait_for", "self, predicate", condition_wait_for, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"notify", "self, n=1", method_notify, NATIVE_PYTHON},
    {"notify_all", "self", method_notify_all, NATIVE_PYTHON},
    {"__aenter__", "self", condition_enter, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"__aexit__", "self, exc_type, exc, tb", condition_exit,
     NATIVE_PYTHON | NATIVE_COROUTINE},
    {0},
};

static const TypeSpec condition_type_spec = {
    .name = "Condition",
    .module = "asyncio.locks",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Condition),
    .slots = {.create = sync_create,
              .init = condition_init,
              .release = condition_release_slot,
              .repr = condition_repr},
    .methods = condition_methods,
    .has_attributes = true,
};

// -- Barrier -------------------------------------------------------------------------

// Values of wait(), reset() and abort().
enum { BARRIER_SELF, BARRIER_INDEX, BARRIER_VALUES };
// States of wait().
enum { MEET_BEGINS, MEET_LOCKED, MEET_BLOCKED, MEET_WAITS };

static bool is_emptying(const Barrier *barrier)
{
    return barrier->state == BARRIER_DRAINING || barrier->state == BARRIER_RESETTING;
}

// The condition's lock is held by who calls this.
static bool notify_everybody(Vm *vm, Barrier *barrier)
{
    return condition_notify(vm, barrier->condition, barrier->condition->waiters.count);
}

// await condition.wait(), inside the step of wait().
static Stop await_change(Vm *vm, NativeCoroutine *self, Barrier *barrier, Value *result)
{
    Value condition = value_object(barrier->condition);
    Value wait = native_coroutine_new(vm, &condition_wait_spec, &condition, 1);
    Stop stop = native_await(vm, self, wait, result);
    value_drop(vm, wait);
    return stop;
}

// Leaves the "async with" around the condition with an exception on its way.
static Stop leave_failing(Vm *vm, Barrier *barrier)
{
    Value failure = exception_take(vm);
    if (condition_unlock(vm, barrier->condition)) {
        exception_restore(vm, failure);
        return STOP_RAISES;
    }
    value_drop(vm, failure);
    return STOP_RAISES;
}

// The "finally" of wait(): this task is no longer in the barrier.
static bool leave_barrier(Vm *vm, Barrier *barrier)
{
    if (--barrier->count > 0) return true;
    if (is_emptying(barrier)) barrier->state = BARRIER_FILLING;
    return notify_everybody(vm, barrier);
}

static Stop meet_fails(Vm *vm, Barrier *barrier)
{
    Value failure = exception_take(vm);
    if (leave_barrier(vm, barrier))
        exception_restore(vm, failure);
    else
        value_drop(vm, failure);
    return leave_failing(vm, barrier);
}

static Stop meet_succeeds(Vm *vm, NativeCoroutine *self, Barrier *barrier, Value *result)
{
    if (!leave_barrier(vm, barrier)) return leave_failing(vm, barrier);
    if (!condition_unlock(vm, barrier->condition)) return STOP_RAISES;
    return step_returns(self->values[BARRIER_INDEX], result);
}

static Stop meet_arrives(Vm *vm, NativeCoroutine *self, Barrier *barrier, Value *result)
{
    if (is_emptying(barrier)) {
        self->state = MEET_BLOCKED;
        return await_change(vm, self, barrier, result);
    }
    if (barrier->state == BARRIER_BROKEN) {
        raise_error(vm, BROKEN_BARRIER_ERROR, "Barrier aborted");
        return leave_failing(vm, barrier);
    }
    self->values[BARRIER_INDEX] = value_int(barrier->count++);
    if (barrier->count == barrier->parties) {
        barrier->state = BARRIER_DRAINING;
        if (!notify_everybody(vm, barrier)) return meet_fails(vm, barrier);
        return meet_succeeds(vm, self, barrier, result);
    }
    self->state = MEET_WAITS;
    if (barrier->state == BARRIER_FILLING) return await_change(vm, self, barrier, result);
    return meet_succeeds(vm, self, barrier, result);
}

static Stop meet_goes_on(Vm *vm, NativeCoroutine *self, Barrier *barrier, Value *result)
{
    if (barrier->state == BARRIER_FILLING) return await_change(vm, self, barrier, result);
    if (barrier->state == BARRIER_DRAINING)
        return meet_succeeds(vm, self, barrier, result);
    raise_error(vm, BROKEN_BARRIER_ERROR, "Abort or reset of barrier");
    return meet_fails(vm, barrier);
}

static Stop barrier_wait_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                              Value *result)
{
    (void)sent;
    Barrier *barrier = BARRIER(self->values[BARRIER_SELF]);
    if (!value_is_unset(thrown)) {
        step_raises(vm, thrown);
        if (self->state == MEET_BLOCKED) return leave_failing(vm, barrier);
        if (self->state == MEET_WAITS) return meet_fails(vm, barrier);
        return STOP_RAISES;
    }
    switch (self->state) {
    case MEET_BEGINS:
        self->state = MEET_LOCKED;
        return await_lock(vm, self, barrier->condition, result);
    case MEET_WAITS: return meet_goes_on(vm, self, barrier, result);
    default: return meet_arrives(vm, self, barrier, result);
    }
}

static void reset_now(Barrier *barrier)
{
    barrier->state = barrier->count > 0 ? BARRIER_RESETTING : BARRIER_FILLING;
}

static void abort_now(Barrier *barrier)
{
    barrier->state = BARRIER_BROKEN;
}

// reset() and abort(): a change of the state, under the lock.
static Stop change_step(Vm *vm, NativeCoroutine *self, Value thrown,
                        void (*change)(Barrier *), Value *result)
{
    Barrier *barrier = BARRIER(self->values[BARRIER_SELF]);
    if (!value_is_unset(thrown)) return step_raises(vm, thrown);
    if (self->state++ == 0) return await_lock(vm, self, barrier->condition, result);
    change(barrier);
    if (!notify_everybody(vm, barrier)) return leave_failing(vm, barrier);
    if (!condition_unlock(vm, barrier->condition)) return STOP_RAISES;
    return step_returns(NONE, result);
}

static Stop barrier_reset_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                               Value *result)
{
    (void)sent;
    return change_step(vm, self, thrown, reset_now, result);
}

static Stop barrier_abort_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                               Value *result)
{
    (void)sent;
    return change_step(vm, self, thrown, abort_now, result);
}

static Stop barrier_exit_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                              Value *result)
{
    (void)self, (void)sent;
    if (!value_is_unset(thrown)) return step_raises(vm, thrown);
    return step_returns(NONE, result);
}

static const NativeCoroutineSpec barrier_wait_spec = {"wait", "Barrier.wait",
                                                      barrier_wait_step, BARRIER_VALUES};
static const NativeCoroutineSpec barrier_enter_spec = {"__aenter__", "Barrier.__aenter__",
                                                       barrier_wait_step, BARRIER_VALUES};
static const NativeCoroutineSpec barrier_exit_spec = {"__aexit__", "Barrier.__aexit__",
                                                      barrier_exit_step, 1};
static const NativeCoroutineSpec barrier_reset_spec = {"reset", "Barrier.reset",
                                                       barrier_reset_step, 1};
static const NativeCoroutineSpec barrier_abort_spec = {"abort", "Barrier.abort",
                                                       barrier_abort_step, 1};

static bool barrier_wait(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &barrier_wait_spec, args, 1);
    return true;
}

static bool barrier_enter(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &barrier_enter_spec, args, 1);
    return true;
}

static bool barrier_exit(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &barrier_exit_spec, args, 1);
    return true;
}

static bool barrier_reset(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &barrier_reset_spec, args, 1);
    return true;
}

static bool barrier_abort(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &barrier_abort_spec, args, 1);
    return true;
}

static bool barrier_parties(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(BARRIER(args[0])->parties);
    return true;
}

static bool barrier_n_waiting(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    const Barrier *barrier = BARRIER(args[0]);
    *result = value_int(barrier->state == BARRIER_FILLING ? barrier->count : 0);
    return true;
}

static bool barrier_broken(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(BARRIER(args[0])->state == BARRIER_BROKEN);
    return true;
}

static bool barrier_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Barrier.__init__", "self, parties", NULL,
                                    NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!sync_bind(vm, &spec, self, arguments, args)) return false;
    Barrier *barrier = BARRIER(self);
    bool none;
    bool good = value_less(vm, args[1], value_int(1), &none);
    if (good && none) good = raise_error(vm, VALUE_ERROR, "parties must be > 0");
    good = good && arg_int(vm, args[1], &barrier->parties);
    arguments_unbind(vm, &spec, args);
    if (!good) return false;

    if (!barrier->sync.id)
        sync_begin(vm, &barrier->sync, WAIT_BARRIER, "barrier", barrier->parties);
    barrier->state = BARRIER_FILLING;
    barrier->count = 0;
    Condition *condition = object_new(vm, asyncio_of(vm)->condition_type);
    condition->owner = &barrier->sync;
    condition->sync.wait = WAIT_BARRIER;
    condition->lock = value_object(lock_new(vm, &barrier->sync));
    object_drop(vm, barrier->condition);
    barrier->condition = condition;
    return true;
}

// Somebody who still waits holds the condition and its lock: they belong to themselves
// from now on.
static void barrier_release_slot(Vm *vm, Object *self)
{
    Barrier *barrier = (Barrier *)self;
    Condition *condition = barrier->condition;
    barrier->condition = NULL;
    if (condition) {
        condition->owner = &condition->sync;
        LOCK(condition->lock)->owner = &LOCK(condition->lock)->sync;
        object_drop(vm, condition);
    }
    sync_release(vm, &barrier->sync);
}

static bool barrier_repr(Vm *vm, Value self, Value *result)
{
    static const char *const words[] = {"filling", "draining", "resetting", "broken"};
    const Barrier *barrier = BARRIER(self);
    char extra[80];
    if (barrier->state == BARRIER_BROKEN)
        snprintf(extra, sizeof extra, "broken");
    else
        snprintf(extra, sizeof extra, "%s, waiters:%lld/%lld", words[barrier->state],
                 (long long)(barrier->state == BARRIER_FILLING ? barrier->count : 0),
                 (long long)barrier->parties);
    return sync_repr(vm, self, extra, NULL, result);
}

static const NativeSpec barrier_methods[] = {
    {"wait", "self", barrier_wait, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"reset", "self", barrier_reset, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"abort", "self", barrier_abort, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"parties", "self", barrier_parties, NATIVE_PROPERTY},
    {"n_waiting", "self", barrier_n_waiting, NATIVE_PROPERTY},
    {"broken", "self", barrier_broken, NATIVE_PROPERTY},
    {"__aenter__", "self", barrier_enter, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"__aexit__", "self, *args", barrier_exit, NATIVE_PYTHON | NATIVE_COROUTINE},
    {0},
};

static const TypeSpec barrier_type_spec = {
    .name = "Barrier",
    .module = "asyncio.locks",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Barrier),
    .slots = {.create = sync_create,
              .init = barrier_init,
              .release = barrier_release_slot,
              .repr = barrier_repr},
    .methods = barrier_methods,
    .has_attributes = true,
};

void conditions_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->condition_type = type_new(vm, &condition_type_spec, NULL);
    asyncio->barrier_type = type_new(vm, &barrier_type_spec, NULL);
    module_set(vm, module, "Condition",
               value_keep(value_object(asyncio->condition_type)));
    module_set(vm, module, "Barrier", value_keep(value_object(asyncio->barrier_type)));
}
