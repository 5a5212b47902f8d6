// thread_conditions.c -- threading.Condition and Event, as Lib/threading.py of CPython 3.13
// has them.

#include "threads/thread_conditions.h"

#include "threads/modules.h"
#include "threads/mp.h"
#include "vm/copying.h"

#include <stdio.h>

typedef struct ThreadCondition {
    ThreadSync sync;
    Value
        lock; // UNSET before __init__; a Lock or RLock, or what the program gave instead
    WaitList waiters;
} ThreadCondition;

typedef struct ThreadEvent {
    ThreadSync sync;
    bool is_set;
    WaitList waiters;
} ThreadEvent;

#define CONDITION(value) ((ThreadCondition *)(value).object)
#define EVENT(value)     ((ThreadEvent *)(value).object)

bool thread_condition_wait(Vm *vm, ThreadLock *lock, WaitList *list, SimTime timeout,
                           const char *what, bool *woken)
{
    int64_t count = thread_lock_give_all(vm, lock);
    return thread_running_waits(vm, list, timeout, what, woken) &&
           thread_lock_take_again(vm, lock, count);
}

// ---- The lock of a condition ----

static ThreadLock *own_lock(const Vm *vm, const ThreadCondition *condition)
{
    bool ours = value_is_thread_lock(vm, condition->lock);
    return ours ? (ThreadLock *)condition->lock.object : NULL;
}

static bool has_lock(Vm *vm, const ThreadCondition *condition)
{
    if (!value_is_unset(condition->lock)) return true;
    return raise_error(vm, ATTRIBUTE_ERROR, "'%s' object has no attribute '_lock'",
                       value_type_name(vm, value_object((void *)condition)));
}

static bool call_lock(Vm *vm, const ThreadCondition *condition, const char *method,
                      const Value *value, Value *result)
{
    return call_method(vm, condition->lock, method, value, value ? 1 : 0, result);
}

static bool call_lock_plainly(Vm *vm, const ThreadCondition *condition,
                              const char *method)
{
    Value ignored = UNSET;
    if (!call_lock(vm, condition, method, NULL, &ignored)) return false;
    value_drop(vm, ignored);
    return true;
}

// Of a lock that only the program knows: it is held if it cannot be had.
static bool foreign_is_held(Vm *vm, const ThreadCondition *condition, bool *held)
{
    Value no = FALSE, answer = UNSET;
    bool free;
    if (!call_lock(vm, condition, "acquire", &no, &answer)) return false;
    bool ok = value_truth(vm, answer, &free);
    value_drop(vm, answer);
    *held = !free;
    return ok && (!free || call_lock_plainly(vm, condition, "release"));
}

// One that processes share is not copied when they fork, and has words of its own.
static bool refuse(Vm *vm, const ThreadCondition *condition, bool waits)
{
    bool is_shared = !condition->sync.object.type->slots.copy;
    if (is_shared)
        return raise_error(vm, ASSERTION_ERROR,
                           waits ? "must acquire() condition before using wait()"
                                 : "lock is not owned");
    return raise_error(vm, RUNTIME_ERROR, "cannot %s on un-acquired lock",
                       waits ? "wait" : "notify");
}

static bool check_held(Vm *vm, const ThreadCondition *condition, bool waits)
{
    if (!has_lock(vm, condition)) return false;
    const ThreadLock *lock = own_lock(vm, condition);
    bool held;
    if (lock)
        held = thread_lock_is_own(vm, lock);
    else if (!foreign_is_held(vm, condition, &held))
        return false;
    return held || refuse(vm, condition, waits);
}

// ---- Waiting and notifying ----

static bool wait_with_foreign(Vm *vm, ThreadCondition *condition, SimTime timeout,
                              bool *woken)
{
    return call_lock_plainly(vm, condition, "release") &&
           thread_running_waits(vm, &condition->waiters, timeout, "condition", woken) &&
           call_lock_plainly(vm, condition, "acquire");
}

static bool wait_for_notice(Vm *vm, ThreadCondition *condition, SimTime timeout,
                            bool *woken)
{
    if (!check_held(vm, condition, true)) return false;
    ThreadLock *lock = own_lock(vm, condition);
    object_keep(condition);
    bool ok = lock ? thread_condition_wait(vm, lock, &condition->waiters, timeout,
                                           "condition", woken)
                   : wait_with_foreign(vm, condition, timeout, woken);
    object_drop(vm, condition);
    return ok;
}

static bool condition_wait(Vm *vm, Value *args, Value *result)
{
    SimTime timeout;
    bool woken;
    if (!timeout_from(vm, args[1], &timeout) ||
        !wait_for_notice(vm, CONDITION(args[0]), timeout, &woken))
        return false;
    *result = value_bool(woken);
    return true;
}

// Calls wait(timeout) as the program sees it, a class of its own may have another one.
static bool condition_wait_for(Vm *vm, Value *args, Value *result)
{
    SimTime timeout, deadline = 0;
    if (!timeout_from(vm, args[2], &timeout)) return false;
    bool has_begun = false;
    for (;;) {
        Value answer = UNSET;
        bool yes, woken;
        if (!call(vm, args[1], NULL, 0, &answer)) return false;
        if (!value_truth(vm, answer, &yes)) {
            value_drop(vm, answer);
            return false;
        }
        if (!has_begun) deadline = deadline_after(vm, timeout);
        has_begun = true;
        SimTime left = deadline_left(vm, deadline);
        if (yes || left <= 0) {
            *result = answer;
            return true;
        }
        value_drop(vm, answer);
        if (!wait_for_notice(vm, CONDITION(args[0]), left, &woken)) return false;
    }
}

static bool notify(Vm *vm, ThreadCondition *condition, int64_t most)
{
    if (!check_held(vm, condition, false)) return false;
    thread_sync_event(vm, &condition->sync, TRACE_THREAD_NOTIFY, &condition->waiters,
                      NULL, 0);
    while (most-- > 0 && wait_list_wake(vm, &condition->waiters))
        continue;
    return true;
}

static bool condition_notify(Vm *vm, Value *args, Value *result)
{
    int64_t most;
    *result = NONE;
    return arg_int(vm, args[1], &most) && notify(vm, CONDITION(args[0]), most);
}

static bool condition_notify_all(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return notify(vm, CONDITION(args[0]), INT64_MAX);
}

// ---- Condition as the program sees it ----

static bool condition_create(Vm *vm, Type *type, const Arguments *arguments,
                             Value *result)
{
    (void)arguments;
    ThreadCondition *condition = object_new(vm, type);
    condition->lock = UNSET;
    condition->waiters.of = &condition->sync;
    *result = value_object(condition);
    return true;
}

static bool condition_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Condition.__init__", "self, lock=None", NULL,
                                    NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    ThreadCondition *condition = CONDITION(self);
    thread_sync_begin(vm, &condition->sync, "condition", -1);
    Value lock = value_is_none(args[1])
                     ? value_object(thread_lock_new(vm, &condition->sync, true))
                     : value_keep(args[1]);
    value_set(vm, &condition->lock, lock);
    arguments_unbind(vm, &spec, args);
    return true;
}

static void condition_release(Vm *vm, Object *self)
{
    ThreadCondition *condition = (ThreadCondition *)self;
    ThreadLock *lock = own_lock(vm, condition);
    if (lock && lock->sync.whole == &condition->sync) lock->sync.whole = NULL;
    value_clear(vm, &condition->lock);
    thread_sync_release(vm, &condition->sync);
}

static bool condition_acquire(Vm *vm, Value *args, Value *result)
{
    const ThreadCondition *condition = CONDITION(args[0]);
    if (!has_lock(vm, condition)) return false;
    ThreadLock *lock = own_lock(vm, condition);
    if (!lock) return call_method(vm, condition->lock, "acquire", args + 1, 2, result);
    SimTime timeout = 0;
    bool taken;
    if (!acquire_timeout(vm, args[1], args[2], &timeout) ||
        !thread_lock_take(vm, lock, timeout, &taken))
        return false;
    *result = value_bool(taken);
    return true;
}

static bool condition_enter(Vm *vm, Value *args, Value *result)
{
    const ThreadCondition *condition = CONDITION(args[0]);
    if (!has_lock(vm, condition)) return false;
    ThreadLock *lock = own_lock(vm, condition);
    if (!lock) return call_lock(vm, condition, "__enter__", NULL, result);
    *result = TRUE;
    return thread_lock_enter(vm, lock);
}

static bool condition_give(Vm *vm, Value *args, Value *result)
{
    const ThreadCondition *condition = CONDITION(args[0]);
    if (!has_lock(vm, condition)) return false;
    ThreadLock *lock = own_lock(vm, condition);
    *result = NONE;
    return lock ? thread_lock_give(vm, lock)
                : call_lock(vm, condition, "release", NULL, result);
}

static bool condition_leave(Vm *vm, Value *args, Value *result)
{
    const ThreadCondition *condition = CONDITION(args[0]);
    if (!has_lock(vm, condition)) return false;
    if (own_lock(vm, condition)) return condition_give(vm, args, result);
    return call_method(vm, condition->lock, "__exit__", TUPLE(args[1])->items,
                       (int)TUPLE(args[1])->count, result);
}

static bool condition_repr(Vm *vm, Value self, Value *result)
{
    const ThreadCondition *condition = CONDITION(self);
    if (!has_lock(vm, condition)) return false;
    int waiters = 0;
    for (const ProgramThread *t = condition->waiters.first; t; t = t->behind)
        waiters++;
    Text text = {0};
    text_add(&text, "<Condition(");
    bool ok = text_add_repr(vm, &text, condition->lock);
    text_addf(&text, ", %d)>", waiters);
    if (ok) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static const NativeSpec condition_methods[] = {
    {"acquire", "self, blocking=True, timeout=-1", condition_acquire, 0},
    {"release", "self", condition_give, 0},
    {"wait", "self, timeout=None", condition_wait, NATIVE_PYTHON},
    {"wait_for", "self, predicate, timeout=None", condition_wait_for, NATIVE_PYTHON},
    {"notify", "self, n=1", condition_notify, NATIVE_PYTHON},
    {"notify_all", "self", condition_notify_all, NATIVE_PYTHON},
    {"notifyAll", "self", condition_notify_all, NATIVE_PYTHON},
    {"__enter__", "self", condition_enter, NATIVE_PYTHON},
    {"__exit__", "self, *args", condition_leave, NATIVE_PYTHON},
    {0},
};

static void condition_copy(Copying *copying, Object *copy)
{
    ThreadCondition *condition = (ThreadCondition *)copy;
    thread_sync_copy(copying, &condition->sync);
    copying_value(copying, &condition->lock);
    condition->waiters = (WaitList){.of = &condition->sync};
}

#define CONDITION_SPEC(module_, copy_)                                                   \
    {                                                                                    \
        .name = "Condition", .module = module_, .layout = LAYOUT_OTHER,                  \
        .size = sizeof(ThreadCondition),                                                 \
        .slots = {.create = condition_create,                                            \
                  .init = condition_init,                                                \
                  .copy = copy_,                                                         \
                  .release = condition_release,                                          \
                  .repr = condition_repr},                                               \
        .methods = condition_methods, .has_attributes = true,                            \
    }

static const TypeSpec condition_spec = CONDITION_SPEC("threading", condition_copy);
static const TypeSpec shared_condition_spec =
    CONDITION_SPEC("multiprocessing.synchronize", NULL);

// ---- Event ----

static bool event_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    ThreadEvent *event = object_new(vm, type);
    event->waiters.of = &event->sync;
    *result = value_object(event);
    return true;
}

static bool event_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Event.__init__", "self", NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    arguments_unbind(vm, &spec, args);
    EVENT(self)->is_set = false;
    thread_sync_begin(vm, &EVENT(self)->sync, "event", -1);
    return true;
}

static void event_release(Vm *vm, Object *self)
{
    thread_sync_release(vm, (ThreadSync *)self);
}

static bool event_is_set(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(EVENT(args[0])->is_set);
    return true;
}

static bool event_set(Vm *vm, Value *args, Value *result)
{
    ThreadEvent *event = EVENT(args[0]);
    *result = NONE;
    if (!event->is_set)
        thread_sync_event(vm, &event->sync, TRACE_THREAD_SET, &event->waiters, NULL, 0);
    event->is_set = true;
    wait_list_wake_all(vm, &event->waiters);
    return true;
}

static bool event_clear(Vm *vm, Value *args, Value *result)
{
    ThreadEvent *event = EVENT(args[0]);
    if (event->is_set)
        thread_sync_event(vm, &event->sync, TRACE_THREAD_CLEAR, NULL, NULL, 0);
    event->is_set = false;
    *result = NONE;
    return true;
}

// True also if it was cleared again before the thread that waited went on.
static bool event_wait(Vm *vm, Value *args, Value *result)
{
    ThreadEvent *event = EVENT(args[0]);
    SimTime timeout;
    bool is_set = event->is_set;
    if (!timeout_from(vm, args[1], &timeout)) return false;
    if (!is_set && !thread_running_waits(vm, &event->waiters, timeout, "event", &is_set))
        return false;
    *result = value_bool(is_set);
    return true;
}

static bool event_repr(Vm *vm, Value self, Value *result)
{
    return thread_sync_repr(vm, self, EVENT(self)->is_set ? ": set" : ": unset", result);
}

static const NativeSpec event_methods[] = {
    {"is_set", "self", event_is_set, NATIVE_PYTHON},
    {"isSet", "self", event_is_set, NATIVE_PYTHON},
    {"set", "self", event_set, NATIVE_PYTHON},
    {"clear", "self", event_clear, NATIVE_PYTHON},
    {"wait", "self, timeout=None", event_wait, NATIVE_PYTHON},
    {0},
};

static void event_copy(Copying *copying, Object *copy)
{
    ThreadEvent *event = (ThreadEvent *)copy;
    thread_sync_copy(copying, &event->sync);
    event->waiters = (WaitList){.of = &event->sync};
}

static const TypeSpec event_spec = {
    .name = "Event",
    .module = "threading",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ThreadEvent),
    .slots = {.create = event_create,
              .init = event_init,
              .copy = event_copy,
              .release = event_release,
              .repr = event_repr},
    .methods = event_methods,
    .has_attributes = true,
};

void thread_conditions_init(Vm *vm, Module *module)
{
    module_type(vm, module, &condition_spec, NULL);
    threads_of(vm)->event_type = module_type(vm, module, &event_spec, NULL);
}

void mp_conditions_init(Vm *vm, Module *module)
{
    module_type(vm, module, &shared_condition_spec, NULL);
}
