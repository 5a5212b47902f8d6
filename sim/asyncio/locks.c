// locks.c -- Lock, Event, Semaphore and BoundedSemaphore, as Lib/asyncio/locks.py has them.
//
// Condition and Barrier, which are built upon Lock, are in conditions.c.
//
// A step function stands for the body of an "async def": state 0 is its beginning, each
// further state is where an await goes on.

#include "asyncio/locks.h"

#include <stdio.h>

typedef struct Event {
    SyncObject sync;
    Waiters waiters;
    bool is_set;
} Event;

typedef struct Semaphore {
    SyncObject sync;
    Waiters waiters;
    int64_t value;
    int64_t bound; // of a BoundedSemaphore
} Semaphore;

#define EVENT(value)     ((Event *)(value).object)
#define SEMAPHORE(value) ((Semaphore *)(value).object)

// -- What they have in common --------------------------------------------------------

bool sync_bind(Vm *vm, const NativeSpec *spec, Value self, const Arguments *arguments,
               Value *args)
{
    enum { MOST = 32 };
    int named = arguments->names ? (int)arguments->names->count : 0;
    if (arguments->count + named + 1 > MOST)
        return raise_error(vm, TYPE_ERROR, "%s() was given too many arguments",
                           spec->name);
    Value values[MOST];
    values[0] = self;
    for (int i = 0; i < arguments->count + named; i++)
        values[i + 1] = arguments->values[i];
    Arguments all = {values, arguments->count + 1, arguments->names};
    return arguments_bind(vm, spec, &all, args);
}

bool sync_repr(Vm *vm, Value self, const char *extra, const Waiters *waiters,
               Value *result)
{
    Value name = type_full_name(vm, self.object->type);
    Text text = {0};
    text_addf(&text, "<%s object at 0x%llx [%s", STR(name)->bytes,
              (unsigned long long)value_id(vm, self), extra);
    if (waiters && waiters->count) text_addf(&text, ", waiters:%u", waiters->count);
    text_add(&text, "]>");
    value_drop(vm, name);
    return str_from_text(vm, &text, result);
}

Stop step_returns(Value value, Value *result)
{
    *result = value;
    return STOP_RETURNS;
}

Stop step_raises(Vm *vm, Value exception)
{
    exception_restore(vm, value_keep(exception));
    return STOP_RAISES;
}

// Records what a lock, event or semaphore did, if anybody records; the event's number.
static uint32_t tell(Vm *vm, SyncObject *self, const Waiters *waiters, TraceType type,
                     uint32_t cause)
{
    if (!vm->trace || !self->id) return 0;
    return sync_event(vm, self, type, waiters_items(waiters), (int)waiters->count, cause);
}

// The event that let the waiting future in [slot] go on.
static uint32_t cause_of(const NativeCoroutine *coroutine, int slot)
{
    return FUTURE(coroutine->values[slot])->cause;
}

static Stop enter_any_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                           Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) return step_raises(vm, thrown);
    if (self->state++) return step_returns(NONE, result);
    Value awaitable = UNSET;
    if (!call_method(vm, self->values[0], "acquire", NULL, 0, &awaitable))
        return STOP_RAISES;
    Stop stop = native_await(vm, self, awaitable, result);
    value_drop(vm, awaitable);
    return stop;
}

static Stop exit_any_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                          Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) return step_raises(vm, thrown);
    Value ignored = UNSET;
    if (!call_method(vm, self->values[0], "release", NULL, 0, &ignored))
        return STOP_RAISES;
    value_drop(vm, ignored);
    return step_returns(NONE, result);
}

const NativeCoroutineSpec enter_any_spec = {
    "__aenter__", "_ContextManagerMixin.__aenter__", enter_any_step, 1};
const NativeCoroutineSpec exit_any_spec = {"__aexit__", "_ContextManagerMixin.__aexit__",
                                           exit_any_step, 1};

// True if no class of the program can have overridden its acquire() and release().
static bool is_ours(Value self)
{
    return self.object->type->flags & TYPE_NATIVE;
}

// -- Lock ----------------------------------------------------------------------------

enum { SELF, WAITING }; // values of an acquire() or wait()

Lock *lock_new(Vm *vm, SyncObject *owner)
{
    Lock *lock = object_new(vm, asyncio_of(vm)->lock_type);
    lock->owner = owner ? owner : &lock->sync;
    lock->sync.wait = owner ? owner->wait : WAIT_LOCK;
    if (!owner) sync_begin(vm, &lock->sync, WAIT_LOCK, "lock", -1);
    return lock;
}

static bool lock_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Lock.__init__", "self", NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!sync_bind(vm, &spec, self, arguments, args)) return false;
    arguments_unbind(vm, &spec, args);
    Lock *lock = LOCK(self);
    lock->owner = &lock->sync;
    lock->locked = false;
    if (!lock->sync.id) sync_begin(vm, &lock->sync, WAIT_LOCK, "lock", -1);
    return true;
}

static bool sync_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    *result = value_object(object_new(vm, type));
    return true;
}

static void lock_release_slot(Vm *vm, Object *self)
{
    waiters_release(vm, &((Lock *)self)->waiters);
    sync_release(vm, (SyncObject *)self);
}

static bool lock_wake_first(Vm *vm, Lock *lock)
{
    if (lock->waiters.count == 0) return true;
    Future *first = lock->waiters.items[lock->waiters.first];
    return future_is_done(first) || future_finish(vm, first, TRUE);
}

// A barrier's lock is only ever held for an instant and not worth telling.
static bool is_inside_a_barrier(const Lock *lock)
{
    return lock->owner->wait == WAIT_BARRIER;
}

static void lock_take(Vm *vm, Lock *lock, uint32_t cause)
{
    lock->locked = true;
    if (is_inside_a_barrier(lock)) return;
    sync_hold(vm, lock->owner);
    tell(vm, lock->owner, &lock->waiters, TRACE_ACQUIRE, cause);
}

static Stop lock_acquire_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                              Value *result)
{
    (void)sent;
    Lock *lock = LOCK(self->values[SELF]);
    if (self->state == 0) {
        if (!value_is_unset(thrown)) return step_raises(vm, thrown);
        if (!lock->locked && waiters_all_cancelled(&lock->waiters)) {
            lock_take(vm, lock, 0);
            return step_returns(TRUE, result);
        }
        self->state = 1;
        return waiters_wait(vm, self, WAITING, &lock->sync, &lock->waiters,
                            (TraceWait)lock->sync.wait, lock->owner, result);
    }
    waiters_remove(vm, &lock->waiters, FUTURE(self->values[WAITING]));
    if (!value_is_unset(thrown)) {
        // The release that was meant for this task must not be lost.
        if (exception_is(vm, thrown, CANCELLED_ERROR) && !lock->locked &&
            !lock_wake_first(vm, lock))
            return STOP_RAISES;
        return step_raises(vm, thrown);
    }
    lock_take(vm, lock, cause_of(self, WAITING));
    return step_returns(TRUE, result);
}

// The body of __aenter__: the same with None as its value.
static Stop lock_enter_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                            Value *result)
{
    Stop stop = lock_acquire_step(vm, self, sent, thrown, result);
    if (stop == STOP_RETURNS) *result = NONE;
    return stop;
}

static Stop lock_exit_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                           Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) return step_raises(vm, thrown);
    if (!lock_release(vm, LOCK(self->values[SELF]))) return STOP_RAISES;
    return step_returns(NONE, result);
}

static const NativeCoroutineSpec lock_acquire_spec = {"acquire", "Lock.acquire",
                                                      lock_acquire_step, 2};
static const NativeCoroutineSpec lock_enter_spec = {
    "__aenter__", "_ContextManagerMixin.__aenter__", lock_enter_step, 2};
static const NativeCoroutineSpec lock_exit_spec = {
    "__aexit__", "_ContextManagerMixin.__aexit__", lock_exit_step, 1};

Value lock_acquire(Vm *vm, Lock *lock)
{
    Value self = value_object(lock);
    return native_coroutine_new(vm, &lock_acquire_spec, &self, 1);
}

bool lock_release(Vm *vm, Lock *lock)
{
    if (!lock->locked) return raise_error(vm, RUNTIME_ERROR, "Lock is not acquired.");
    lock->locked = false;
    if (!is_inside_a_barrier(lock)) {
        sync_unhold(vm, lock->owner);
        tell(vm, lock->owner, &lock->waiters, TRACE_RELEASE, 0);
    }
    return lock_wake_first(vm, lock);
}

// `await lock.acquire()` of a lock that is free.
static Awaited await_acquire(Vm *vm, Value *args, Value *waiting, Value *result)
{
    (void)waiting;
    Lock *lock = LOCK(args[0]);
    if (lock->locked || !waiters_all_cancelled(&lock->waiters)) return AWAITED_ORDINARY;
    lock_take(vm, lock, 0);
    *result = TRUE;
    return AWAITED_RETURNS;
}

static bool lock_method_acquire(Vm *vm, Value *args, Value *result)
{
    *result = lock_acquire(vm, LOCK(args[0]));
    return true;
}

static bool lock_method_release(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return lock_release(vm, LOCK(args[0]));
}

static bool lock_method_locked(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(LOCK(args[0])->locked);
    return true;
}

static bool lock_method_enter(Vm *vm, Value *args, Value *result)
{
    const NativeCoroutineSpec *spec =
        is_ours(args[0]) ? &lock_enter_spec : &enter_any_spec;
    *result = native_coroutine_new(vm, spec, args, 1);
    return true;
}

static bool lock_method_exit(Vm *vm, Value *args, Value *result)
{
    const NativeCoroutineSpec *spec = is_ours(args[0]) ? &lock_exit_spec : &exit_any_spec;
    *result = native_coroutine_new(vm, spec, args, 1);
    return true;
}

static bool lock_repr(Vm *vm, Value self, Value *result)
{
    const Lock *lock = LOCK(self);
    return sync_repr(vm, self, lock->locked ? "locked" : "unlocked", &lock->waiters,
                     result);
}

static const NativeSpec lock_methods[] = {
    {"acquire", "self", lock_method_acquire, NATIVE_PYTHON | NATIVE_COROUTINE,
     await_acquire},
    {"release", "self", lock_method_release, NATIVE_PYTHON},
    {"locked", "self", lock_method_locked, NATIVE_PYTHON},
    {"__aenter__", "self", lock_method_enter, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"__aexit__", "self, exc_type, exc, tb", lock_method_exit,
     NATIVE_PYTHON | NATIVE_COROUTINE},
    {0},
};

static const TypeSpec lock_type_spec = {
    .name = "Lock",
    .module = "asyncio.locks",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Lock),
    .slots = {.create = sync_create,
              .init = lock_init,
              .release = lock_release_slot,
              .repr = lock_repr},
    .methods = lock_methods,
    .has_attributes = true,
};

// -- Event ---------------------------------------------------------------------------

static bool event_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Event.__init__", "self", NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!sync_bind(vm, &spec, self, arguments, args)) return false;
    arguments_unbind(vm, &spec, args);
    EVENT(self)->is_set = false;
    if (!EVENT(self)->sync.id)
        sync_begin(vm, &EVENT(self)->sync, WAIT_EVENT, "event", -1);
    return true;
}

static void event_release_slot(Vm *vm, Object *self)
{
    waiters_release(vm, &((Event *)self)->waiters);
    sync_release(vm, (SyncObject *)self);
}

static bool event_is_set(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(EVENT(args[0])->is_set);
    return true;
}

static bool event_set(Vm *vm, Value *args, Value *result)
{
    Event *event = EVENT(args[0]);
    *result = NONE;
    if (event->is_set) return true;
    event->is_set = true;
    tell(vm, &event->sync, &event->waiters, TRACE_SET, 0);
    Future *const *items = waiters_items(&event->waiters);
    for (uint32_t i = 0; i < event->waiters.count; i++)
        if (!future_is_done(items[i]) && !future_finish(vm, items[i], TRUE)) return false;
    return true;
}

static bool event_clear(Vm *vm, Value *args, Value *result)
{
    Event *event = EVENT(args[0]);
    if (event->is_set) tell(vm, &event->sync, &event->waiters, TRACE_CLEAR, 0);
    event->is_set = false;
    *result = NONE;
    return true;
}

static Stop event_wait_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                            Value *result)
{
    (void)sent;
    Event *event = EVENT(self->values[SELF]);
    if (self->state == 0) {
        if (!value_is_unset(thrown)) return step_raises(vm, thrown);
        if (event->is_set) return step_returns(TRUE, result);
        self->state = 1;
        return waiters_wait(vm, self, WAITING, &event->sync, &event->waiters, WAIT_EVENT,
                            &event->sync, result);
    }
    waiters_remove(vm, &event->waiters, FUTURE(self->values[WAITING]));
    if (!value_is_unset(thrown)) return step_raises(vm, thrown);
    return step_returns(TRUE, result);
}

static const NativeCoroutineSpec event_wait_spec = {"wait", "Event.wait", event_wait_step,
                                                    2};

static bool event_wait(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &event_wait_spec, args, 1);
    return true;
}

static bool event_repr(Vm *vm, Value self, Value *result)
{
    const Event *event = EVENT(self);
    return sync_repr(vm, self, event->is_set ? "set" : "unset", &event->waiters, result);
}

static const NativeSpec event_methods[] = {
    {"is_set", "self", event_is_set, NATIVE_PYTHON},
    {"set", "self", event_set, NATIVE_PYTHON},
    {"clear", "self", event_clear, NATIVE_PYTHON},
    {"wait", "self", event_wait, NATIVE_PYTHON | NATIVE_COROUTINE},
    {0},
};

static const TypeSpec event_type_spec = {
    .name = "Event",
    .module = "asyncio.locks",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Event),
    .slots = {.create = sync_create,
              .init = event_init,
              .release = event_release_slot,
              .repr = event_repr},
    .methods = event_methods,
    .has_attributes = true,
};

// -- Semaphore -----------------------------------------------------------------------

// The value= argument, compared with 0 as Python would: [*number] is its integer.
static bool semaphore_value(Vm *vm, Value given, int64_t *number)
{
    bool negative;
    if (!value_less(vm, given, value_int(0), &negative)) return false;
    if (negative)
        return raise_error(vm, VALUE_ERROR, "Semaphore initial value must be >= 0");
    if (given.kind == VALUE_FLOAT) {
        *number = given.number >= 9e18 ? INT64_MAX : (int64_t)given.number;
        return true;
    }
    return arg_int(vm, given, number);
}

static bool semaphore_begin(Vm *vm, const NativeSpec *spec, Value self,
                            const Arguments *arguments)
{
    Value args[SIGNATURE_MOST];
    if (!sync_bind(vm, spec, self, arguments, args)) return false;
    Semaphore *semaphore = SEMAPHORE(self);
    bool good = semaphore_value(vm, args[1], &semaphore->value);
    arguments_unbind(vm, spec, args);
    if (!good) return false;
    semaphore->bound = semaphore->value;
    if (!semaphore->sync.id)
        sync_begin(vm, &semaphore->sync, WAIT_SEMAPHORE, "semaphore", semaphore->value);
    return true;
}

static bool semaphore_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Semaphore.__init__", "self, value=1", NULL,
                                    NATIVE_PYTHON};
    return semaphore_begin(vm, &spec, self, arguments);
}

static bool bounded_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"BoundedSemaphore.__init__", "self, value=1", NULL,
                                    NATIVE_PYTHON};
    return semaphore_begin(vm, &spec, self, arguments);
}

static void semaphore_release_slot(Vm *vm, Object *self)
{
    waiters_release(vm, &((Semaphore *)self)->waiters);
    sync_release(vm, (SyncObject *)self);
}

// Whoever comes now must queue behind those who wait, even if there is something left.
static bool semaphore_is_locked(const Semaphore *semaphore)
{
    return semaphore->value == 0 || !waiters_all_cancelled(&semaphore->waiters);
}

// [*woken] is false if nobody waits.
static bool semaphore_wake_next(Vm *vm, Semaphore *semaphore, bool *woken)
{
    Future *next = waiters_first_pending(&semaphore->waiters);
    *woken = next;
    if (!next) return true;
    semaphore->value--;
    return future_finish(vm, next, TRUE);
}

static void semaphore_take(Vm *vm, Semaphore *semaphore, uint32_t cause)
{
    sync_hold(vm, &semaphore->sync);
    tell(vm, &semaphore->sync, &semaphore->waiters, TRACE_ACQUIRE, cause);
}

// Where an acquire() goes on after its future, with a result or an exception.
static Stop semaphore_acquired(Vm *vm, NativeCoroutine *self, Value thrown, Value *result)
{
    Semaphore *semaphore = SEMAPHORE(self->values[SELF]);
    Future *future = FUTURE(self->values[WAITING]);
    waiters_remove(vm, &semaphore->waiters, future);
    bool failed = !value_is_unset(thrown);
    // Cancelled after it was let in: what it was given goes back.
    if (failed && exception_is(vm, thrown, CANCELLED_ERROR) && future_is_done(future) &&
        !future_is_cancelled(future))
        semaphore->value++;
    if (!failed) semaphore_take(vm, semaphore, cause_of(self, WAITING));
    for (bool woken = true; woken && semaphore->value > 0;)
        if (!semaphore_wake_next(vm, semaphore, &woken)) return STOP_RAISES;
    return failed ? step_raises(vm, thrown) : step_returns(TRUE, result);
}

static Stop semaphore_acquire_step(Vm *vm, NativeCoroutine *self, Value sent,
                                   Value thrown, Value *result)
{
    (void)sent;
    if (self->state) return semaphore_acquired(vm, self, thrown, result);
    if (!value_is_unset(thrown)) return step_raises(vm, thrown);
    Semaphore *semaphore = SEMAPHORE(self->values[SELF]);
    if (!semaphore_is_locked(semaphore)) {
        semaphore->value--;
        semaphore_take(vm, semaphore, 0);
        return step_returns(TRUE, result);
    }
    self->state = 1;
    return waiters_wait(vm, self, WAITING, &semaphore->sync, &semaphore->waiters,
                        WAIT_SEMAPHORE, &semaphore->sync, result);
}

static Stop semaphore_enter_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                                 Value *result)
{
    Stop stop = semaphore_acquire_step(vm, self, sent, thrown, result);
    if (stop == STOP_RETURNS) *result = NONE;
    return stop;
}

static bool semaphore_give(Vm *vm, Semaphore *semaphore)
{
    semaphore->value++;
    sync_unhold(vm, &semaphore->sync);
    tell(vm, &semaphore->sync, &semaphore->waiters, TRACE_RELEASE, 0);
    bool woken;
    return semaphore_wake_next(vm, semaphore, &woken);
}

static bool semaphore_release(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return semaphore_give(vm, SEMAPHORE(args[0]));
}

static bool bounded_release(Vm *vm, Value *args, Value *result)
{
    const Semaphore *semaphore = SEMAPHORE(args[0]);
    if (semaphore->value >= semaphore->bound)
        return raise_error(vm, VALUE_ERROR, "BoundedSemaphore released too many times");
    return semaphore_release(vm, args, result);
}

static Stop semaphore_exit_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                                Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) return step_raises(vm, thrown);
    bool bounded =
        value_is_instance(vm, self->values[SELF], asyncio_of(vm)->bounded_semaphore_type);
    bool good = bounded ? bounded_release(vm, self->values, result)
                        : semaphore_release(vm, self->values, result);
    return good ? STOP_RETURNS : STOP_RAISES;
}

static const NativeCoroutineSpec semaphore_acquire_spec = {"acquire", "Semaphore.acquire",
                                                           semaphore_acquire_step, 2};
static const NativeCoroutineSpec semaphore_enter_spec = {
    "__aenter__", "_ContextManagerMixin.__aenter__", semaphore_enter_step, 2};
static const NativeCoroutineSpec semaphore_exit_spec = {
    "__aexit__", "_ContextManagerMixin.__aexit__", semaphore_exit_step, 1};

static bool semaphore_acquire(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &semaphore_acquire_spec, args, 1);
    return true;
}

static bool semaphore_locked(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(semaphore_is_locked(SEMAPHORE(args[0])));
    return true;
}

static bool semaphore_enter(Vm *vm, Value *args, Value *result)
{
    const NativeCoroutineSpec *spec =
        is_ours(args[0]) ? &semaphore_enter_spec : &enter_any_spec;
    *result = native_coroutine_new(vm, spec, args, 1);
    return true;
}

static bool semaphore_exit(Vm *vm, Value *args, Value *result)
{
    const NativeCoroutineSpec *spec =
        is_ours(args[0]) ? &semaphore_exit_spec : &exit_any_spec;
    *result = native_coroutine_new(vm, spec, args, 1);
    return true;
}

static bool semaphore_get_value(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(SEMAPHORE(args[0])->value);
    return true;
}

static bool semaphore_repr(Vm *vm, Value self, Value *result)
{
    const Semaphore *semaphore = SEMAPHORE(self);
    char extra[64] = "locked";
    if (!semaphore_is_locked(semaphore))
        snprintf(extra, sizeof extra, "unlocked, value:%lld",
                 (long long)semaphore->value);
    return sync_repr(vm, self, extra, &semaphore->waiters, result);
}

static const NativeSpec semaphore_methods[] = {
    {"acquire", "self", semaphore_acquire, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"release", "self", semaphore_release, NATIVE_PYTHON},
    {"locked", "self", semaphore_locked, NATIVE_PYTHON},
    {"__aenter__", "self", semaphore_enter, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"__aexit__", "self, exc_type, exc, tb", semaphore_exit,
     NATIVE_PYTHON | NATIVE_COROUTINE},
    {"_value", "self", semaphore_get_value, NATIVE_PROPERTY},
    {0},
};

static const NativeSpec bounded_methods[] = {
    {"release", "self", bounded_release, NATIVE_PYTHON},
    {0},
};

static const TypeSpec semaphore_type_spec = {
    .name = "Semaphore",
    .module = "asyncio.locks",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Semaphore),
    .slots = {.create = sync_create,
              .init = semaphore_init,
              .release = semaphore_release_slot,
              .repr = semaphore_repr},
    .methods = semaphore_methods,
    .has_attributes = true,
};

static const TypeSpec bounded_type_spec = {
    .name = "BoundedSemaphore",
    .module = "asyncio.locks",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Semaphore),
    .slots = {.init = bounded_init},
    .methods = bounded_methods,
};

void locks_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->lock_type = type_new(vm, &lock_type_spec, NULL);
    asyncio->event_type = type_new(vm, &event_type_spec, NULL);
    asyncio->semaphore_type = type_new(vm, &semaphore_type_spec, NULL);
    asyncio->bounded_semaphore_type =
        type_new(vm, &bounded_type_spec, asyncio->semaphore_type);
    module_set(vm, module, "Lock", value_keep(value_object(asyncio->lock_type)));
    module_set(vm, module, "Event", value_keep(value_object(asyncio->event_type)));
    module_set(vm, module, "Semaphore",
               value_keep(value_object(asyncio->semaphore_type)));
    module_set(vm, module, "BoundedSemaphore",
               value_keep(value_object(asyncio->bounded_semaphore_type)));
    conditions_init(vm, module);
}
