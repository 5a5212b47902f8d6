// mp_locks.c -- the locks that processes share, as Lib/multiprocessing/synchronize.py of
// CPython 3.13 has them. Lock, RLock and the semaphores are one thing there: a SemLock.

#include "threads/mp.h"
#include "threads/sync_object.h"
#include "vm/exception.h"
#include "vm/strings.h"

typedef enum LockKind { KIND_LOCK, KIND_RLOCK, KIND_SEMAPHORE, KIND_BOUNDED } LockKind;

typedef struct SemLock {
    ThreadSync sync;
    int64_t value, most;  // free places, and how many there can be
    uint32_t depth;       // how often its owner has it
    ProgramThread *owner; // of a Lock or an RLock that is taken; not counted
    WaitList waiters;
    uint32_t freed; // the event of its last release
} SemLock;

typedef struct MpEvent {
    ThreadSync sync;
    bool set;
    WaitList waiters;
} MpEvent;

static SemLock *lock_of(Value v)
{
    return (SemLock *)v.object;
}

static LockKind kind_of(const Vm *vm, const SemLock *lock)
{
    Type *const *types = threads_of(vm)->sem_lock_types;
    for (int i = KIND_BOUNDED; i > KIND_LOCK; i--)
        if (type_is_subtype(lock->sync.object.type, types[i])) return (LockKind)i;
    return KIND_LOCK;
}

static void sync_release_slot(Vm *vm, Object *self)
{
    thread_sync_release(vm, (ThreadSync *)self);
}

// ---- SemLock ----

static bool lock_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec plain = {"Lock.__init__", "self", NULL, NATIVE_PYTHON};
    static const NativeSpec counted = {"Semaphore.__init__", "self, value=1", NULL,
                                       NATIVE_PYTHON};
    LockKind kind = kind_of(vm, lock_of(self));
    const NativeSpec *spec = kind < KIND_SEMAPHORE ? &plain : &counted;
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, spec, self, arguments, args)) return false;
    int64_t value = 1;
    bool ok = spec == &plain || arg_int(vm, args[1], &value);
    if (ok && value < 0) ok = raise_error(vm, OS_ERROR, "[Errno 22] Invalid argument");
    lock_of(self)->value = value;
    lock_of(self)->most = kind == KIND_SEMAPHORE ? INT64_MAX : value;
    arguments_unbind(vm, spec, args);
    bool is_lock = kind < KIND_SEMAPHORE;
    lock_of(self)->waiters.of = &lock_of(self)->sync;
    if (ok)
        thread_sync_begin(vm, &lock_of(self)->sync, is_lock ? "lock" : "semaphore",
                          is_lock ? -1 : value);
    return ok;
}

static bool lock_take(Vm *vm, Value self, SimTime timeout, bool *taken)
{
    SemLock *lock = lock_of(self);
    ProgramThread *own = thread_running(vm);
    *taken = true;
    if (lock->owner == own && kind_of(vm, lock) == KIND_RLOCK) {
        lock->depth++;
        return true;
    }
    SimTime deadline = deadline_after(vm, timeout);
    const char *what = kind_of(vm, lock) < KIND_SEMAPHORE ? "lock" : "semaphore";
    bool has_waited = false;
    for (bool woken = true; !lock->value; has_waited = true) {
        if (!woken) {
            *taken = false;
            return true;
        }
        if (!thread_running_waits(vm, &lock->waiters, deadline_left(vm, deadline), what,
                                  &woken))
            return false;
    }
    lock->value--;
    lock->owner = own;
    lock->depth = 1;
    thread_sync_hold(vm, &lock->sync);
    thread_sync_event(vm, &lock->sync, TRACE_THREAD_ACQUIRE, &lock->waiters, NULL,
                      has_waited ? lock->freed : 0);
    return true;
}

static bool lock_acquire(Vm *vm, Value *args, Value *result)
{
    bool blocks, taken;
    SimTime timeout;
    if (!value_truth(vm, args[1], &blocks) || !timeout_from(vm, args[2], &timeout) ||
        !lock_take(vm, args[0], blocks ? timeout : 0, &taken))
        return false;
    *result = value_bool(taken);
    return true;
}

static bool lock_give(Vm *vm, Value self)
{
    SemLock *lock = lock_of(self);
    if (kind_of(vm, lock) == KIND_RLOCK) {
        if (lock->owner != thread_running(vm))
            return raise_error(vm, ASSERTION_ERROR,
                               "attempt to release recursive lock not owned by thread");
        if (--lock->depth) return true;
    } else if (lock->value >= lock->most)
        return raise_error(vm, VALUE_ERROR, "semaphore or lock released too many times");
    lock->owner = NULL;
    lock->value++;
    thread_sync_unhold(vm, &lock->sync);
    lock->freed =
        thread_sync_event(vm, &lock->sync, TRACE_THREAD_RELEASE, &lock->waiters, NULL, 0);
    wait_list_wake(vm, &lock->waiters);
    return true;
}

static bool lock_release(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return lock_give(vm, args[0]);
}

static bool lock_enter(Vm *vm, Value *args, Value *result)
{
    bool taken;
    *result = TRUE;
    return lock_take(vm, args[0], SIMTIME_NEVER, &taken);
}

static bool semaphore_value(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(lock_of(args[0])->value);
    return true;
}

static const char *owner_name(Vm *vm, const SemLock *lock)
{
    if (lock->value) return "None";
    if (lock->owner == thread_running(vm)) return process_name(vm);
    bool here =
        lock->owner && lock->owner->thread.process == &process_running(vm)->process;
    return here ? "SomeOtherThread" : "SomeOtherProcess";
}

static bool lock_repr(Vm *vm, Value self, Value *result)
{
    const SemLock *lock = lock_of(self);
    const char *name = value_type_name(vm, self);
    switch (kind_of(vm, lock)) {
    case KIND_LOCK:
        *result = str_format(vm, "<%s(owner=%s)>", name, owner_name(vm, lock));
        break;
    case KIND_RLOCK: {
        bool own = lock->owner == thread_running(vm) || lock->value;
        Text text = {0};
        text_addf(&text, "<%s(%s, ", name, owner_name(vm, lock));
        if (own)
            text_addf(&text, "%u)>", lock->value ? 0 : lock->depth);
        else
            text_add(&text, "nonzero)>");
        return str_from_text(vm, &text, result);
    }
    case KIND_SEMAPHORE:
        *result = str_format(vm, "<%s(value=%lld)>", name, (long long)lock->value);
        break;
    case KIND_BOUNDED:
        *result = str_format(vm, "<%s(value=%lld, maxvalue=%lld)>", name,
                             (long long)lock->value, (long long)lock->most);
        break;
    }
    return true;
}

static const NativeSpec lock_methods[] = {
    {"acquire", "self, block=True, timeout=None", lock_acquire, 0},
    {"release", "self", lock_release, 0},
    {"__enter__", "self", lock_enter, NATIVE_PYTHON},
    {"__exit__", "self, *args", lock_release, NATIVE_PYTHON},
    {0},
};

static const NativeSpec semaphore_methods[] = {
    {"acquire", "self, block=True, timeout=None", lock_acquire, 0},
    {"release", "self", lock_release, 0},
    {"get_value", "self", semaphore_value, NATIVE_PYTHON},
    {"__enter__", "self", lock_enter, NATIVE_PYTHON},
    {"__exit__", "self, *args", lock_release, NATIVE_PYTHON},
    {0},
};

#define SEM_LOCK_SPEC(text, methods_)                                                    \
    {                                                                                    \
        .name = text, .module = "multiprocessing.synchronize", .layout = LAYOUT_OTHER,   \
        .size = sizeof(SemLock),                                                         \
        .slots = {.create = create_zeroed,                                               \
                  .init = lock_init,                                                     \
                  .release = sync_release_slot,                                          \
                  .repr = lock_repr},                                                    \
        .methods = methods_,                                                             \
    }

static const TypeSpec lock_specs[] = {
    SEM_LOCK_SPEC("Lock", lock_methods),
    SEM_LOCK_SPEC("RLock", lock_methods),
    SEM_LOCK_SPEC("Semaphore", semaphore_methods),
    SEM_LOCK_SPEC("BoundedSemaphore", semaphore_methods),
};

// ---- Event ----

static MpEvent *event_of(Value v)
{
    return (MpEvent *)v.object;
}

static bool event_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    if (!create_zeroed(vm, type, arguments, result)) return false;
    MpEvent *event = event_of(*result);
    event->waiters.of = &event->sync;
    thread_sync_begin(vm, &event->sync, "event", -1);
    return true;
}

static bool event_set(Vm *vm, Value *args, Value *result)
{
    MpEvent *event = event_of(args[0]);
    event->set = true;
    thread_sync_event(vm, &event->sync, TRACE_THREAD_SET, &event->waiters, NULL, 0);
    wait_list_wake_all(vm, &event->waiters);
    *result = NONE;
    return true;
}

static bool event_clear(Vm *vm, Value *args, Value *result)
{
    event_of(args[0])->set = false;
    thread_sync_event(vm, &event_of(args[0])->sync, TRACE_THREAD_CLEAR, NULL, NULL, 0);
    *result = NONE;
    return true;
}

static bool event_is_set(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(event_of(args[0])->set);
    return true;
}

static bool event_wait(Vm *vm, Value *args, Value *result)
{
    MpEvent *event = event_of(args[0]);
    SimTime timeout;
    bool woken = false;
    if (!timeout_from(vm, args[1], &timeout)) return false;
    if (!event->set &&
        !thread_running_waits(vm, &event->waiters, timeout, "event", &woken))
        return false;
    *result = value_bool(event->set);
    return true;
}

static bool event_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<%s at 0x%llx %s>", value_type_name(vm, self),
                         (unsigned long long)value_id(vm, self),
                         event_of(self)->set ? "set" : "unset");
    return true;
}

static const NativeSpec event_methods[] = {
    {"set", "self", event_set, NATIVE_PYTHON},
    {"clear", "self", event_clear, NATIVE_PYTHON},
    {"is_set", "self", event_is_set, NATIVE_PYTHON},
    {"wait", "self, timeout=None", event_wait, NATIVE_PYTHON},
    {0},
};

static const TypeSpec event_spec = {
    .name = "Event",
    .module = "multiprocessing.synchronize",
    .layout = LAYOUT_OTHER,
    .size = sizeof(MpEvent),
    .slots = {.create = event_create, .release = sync_release_slot, .repr = event_repr},
    .methods = event_methods,
};

void mp_locks_init(Vm *vm, Module *module)
{
    Threads *threads = threads_of(vm);
    for (int i = KIND_LOCK; i <= KIND_BOUNDED; i++)
        threads->sem_lock_types[i] = module_type(
            vm, module, &lock_specs[i],
            i == KIND_BOUNDED ? threads->sem_lock_types[KIND_SEMAPHORE] : NULL);
    module_type(vm, module, &event_spec, NULL);
}
