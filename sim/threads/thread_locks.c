// thread_locks.c -- threading.Lock and RLock, as CPython 3.13 has them.
//
// Who is woken is not yet the owner: another thread may have come before it, and then it
// waits again, at the end of the line.

#include "threads/thread_locks.h"

#include "threads/modules.h"
#include "vm/copying.h"

#include <math.h>

#define LOCK(value) ((ThreadLock *)(value).object)

// threading.TIMEOUT_MAX in seconds.
static const double TIMEOUT_MOST = 9223372036.0;

bool acquire_timeout(Vm *vm, Value blocking, Value given, SimTime *timeout)
{
    bool blocks;
    double seconds;
    if (!value_truth(vm, blocking, &blocks)) return false;
    if (given.kind != VALUE_FLOAT && !value_is_int(given))
        return raise_error(vm, TYPE_ERROR,
                           "'%s' object cannot be interpreted as an integer",
                           value_type_name(vm, given));
    if (!arg_double(vm, given, &seconds)) return false;
    if (isnan(seconds))
        return raise_error(vm, VALUE_ERROR, "Invalid value NaN (not a number)");
    if (!blocks && seconds != -1)
        return raise_error(vm, VALUE_ERROR,
                           "can't specify a timeout for a non-blocking call");
    if (seconds < 0 && seconds != -1)
        return raise_error(vm, VALUE_ERROR,
                           "timeout value must be a non-negative number");
    if (seconds > TIMEOUT_MOST)
        return raise_error(vm, OVERFLOW_ERROR,
                           "timestamp out of range for platform time_t");
    *timeout = !blocks         ? 0
               : seconds == -1 ? SIMTIME_NEVER
                               : simtime_from_seconds(seconds);
    return true;
}

// ---- Taking and giving ----

static void init_lock(Vm *vm, ThreadLock *lock)
{
    lock->is_recursive = lock->sync.object.type != threads_of(vm)->lock_type;
    lock->waiters.of = &lock->sync;
}

ThreadLock *thread_lock_new(Vm *vm, ThreadSync *whole, bool is_recursive)
{
    Threads *threads = threads_of(vm);
    ThreadLock *lock =
        object_new(vm, is_recursive ? threads->rlock_type : threads->lock_type);
    init_lock(vm, lock);
    lock->sync.whole = whole;
    return lock;
}

bool value_is_thread_lock(const Vm *vm, Value v)
{
    const Threads *threads = threads_of(vm);
    return v.kind == VALUE_OBJECT && (v.object->type == threads->lock_type ||
                                      v.object->type == threads->rlock_type);
}

bool thread_lock_is_own(const Vm *vm, const ThreadLock *lock)
{
    return lock->count && (!lock->is_recursive || lock->owner == thread_running(vm));
}

static void own(Vm *vm, ThreadLock *lock, int64_t count, bool has_waited)
{
    lock->count = count;
    lock->owner = thread_running(vm);
    thread_sync_hold(vm, &lock->sync);
    thread_sync_event(vm, &lock->sync, TRACE_THREAD_ACQUIRE, &lock->waiters, NULL,
                      has_waited ? lock->freed : 0);
}

static bool take(Vm *vm, ThreadLock *lock, SimTime timeout, int64_t count, bool *taken)
{
    SimTime deadline = deadline_after(vm, timeout);
    bool has_waited = false;
    *taken = false;
    while (lock->count) {
        bool woken;
        if (!thread_running_waits(vm, &lock->waiters, deadline_left(vm, deadline), "lock",
                                  &woken))
            return false;
        if (!woken && lock->count) return true;
        has_waited = true;
    }
    own(vm, lock, count, has_waited);
    *taken = true;
    return true;
}

bool thread_lock_take(Vm *vm, ThreadLock *lock, SimTime timeout, bool *taken)
{
    bool again = lock->is_recursive && thread_lock_is_own(vm, lock);
    if (!again) return take(vm, lock, timeout, 1, taken);
    lock->count++;
    *taken = true;
    return true;
}

bool thread_lock_enter(Vm *vm, ThreadLock *lock)
{
    bool taken;
    return thread_lock_take(vm, lock, SIMTIME_NEVER, &taken);
}

bool thread_lock_take_again(Vm *vm, ThreadLock *lock, int64_t count)
{
    bool taken;
    return take(vm, lock, SIMTIME_NEVER, count, &taken);
}

int64_t thread_lock_give_all(Vm *vm, ThreadLock *lock)
{
    int64_t count = lock->count;
    lock->count = 0;
    lock->owner = NULL;
    thread_sync_unhold(vm, &lock->sync);
    lock->freed =
        thread_sync_event(vm, &lock->sync, TRACE_THREAD_RELEASE, &lock->waiters, NULL, 0);
    wait_list_wake(vm, &lock->waiters);
    return count;
}

bool thread_lock_give(Vm *vm, ThreadLock *lock)
{
    if (lock->is_recursive && !thread_lock_is_own(vm, lock))
        return raise_error(vm, RUNTIME_ERROR, "cannot release un-acquired lock");
    if (!lock->count) return raise_error(vm, RUNTIME_ERROR, "release unlocked lock");
    if (lock->count > 1)
        lock->count--;
    else
        thread_lock_give_all(vm, lock);
    return true;
}

// ---- As the program sees them ----

static bool lock_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    if (arguments->count || (arguments->names && arguments->names->count))
        return raise_error(vm, TYPE_ERROR, "lock expected 0 arguments, got %d",
                           arguments->count);
    ThreadLock *lock = object_new(vm, type);
    init_lock(vm, lock);
    thread_sync_begin(vm, &lock->sync, "lock", -1);
    *result = value_object(lock);
    return true;
}

static bool lock_acquire(Vm *vm, Value *args, Value *result)
{
    SimTime timeout = 0;
    bool taken;
    if (!acquire_timeout(vm, args[1], args[2], &timeout) ||
        !thread_lock_take(vm, LOCK(args[0]), timeout, &taken))
        return false;
    *result = value_bool(taken);
    return true;
}

static bool lock_release(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return thread_lock_give(vm, LOCK(args[0]));
}

static bool lock_locked(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(LOCK(args[0])->count);
    return true;
}

static bool lock_enter(Vm *vm, Value *args, Value *result)
{
    *result = TRUE;
    return thread_lock_enter(vm, LOCK(args[0]));
}

static bool lock_is_owned(Vm *vm, Value *args, Value *result)
{
    *result = value_bool(thread_lock_is_own(vm, LOCK(args[0])));
    return true;
}

static void lock_release_slot(Vm *vm, Object *self)
{
    thread_sync_release(vm, (ThreadSync *)self);
}

static bool lock_repr(Vm *vm, Value self, Value *result)
{
    const ThreadLock *lock = LOCK(self);
    Text text = {0};
    text_addf(&text, "<%s _thread.%s object", lock->count ? "locked" : "unlocked",
              value_short_type_name(vm, self));
    if (lock->is_recursive) {
        Value owner = lock->owner ? thread_ident(lock->owner) : value_int(0);
        text_addf(&text, " owner=%lld count=%lld", (long long)owner.integer,
                  (long long)lock->count);
    }
    text_addf(&text, " at 0x%llx>", (unsigned long long)value_id(vm, self));
    return str_from_text(vm, &text, result);
}

static const NativeSpec lock_methods[] = {
    {"acquire", "self, blocking=True, timeout=-1", lock_acquire, 0},
    {"release", "self", lock_release, 0},
    {"locked", "self", lock_locked, 0},
    {"acquire_lock", "self, blocking=True, timeout=-1", lock_acquire, 0},
    {"release_lock", "self", lock_release, 0},
    {"locked_lock", "self", lock_locked, 0},
    {"__enter__", "self", lock_enter, 0},
    {"__exit__", "self, *exc_info", lock_release, 0},
    {0},
};

static const NativeSpec rlock_methods[] = {
    {"acquire", "self, blocking=True, timeout=-1", lock_acquire, 0},
    {"release", "self", lock_release, 0},
    {"_is_owned", "self", lock_is_owned, 0},
    {"__enter__", "self", lock_enter, 0},
    {"__exit__", "self, *exc_info", lock_release, 0},
    {0},
};

static void lock_copy(Copying *copying, Object *copy)
{
    ThreadLock *lock = (ThreadLock *)copy;
    thread_sync_copy(copying, &lock->sync);
    lock->waiters = (WaitList){.of = &lock->sync};
    lock->freed = 0;
}

static const TypeSpec lock_spec = {
    .name = "lock",
    .module = "_thread",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ThreadLock),
    .flags = TYPE_FINAL | TYPE_DOTTED,
    .slots = {.create = lock_create,
              .copy = lock_copy,
              .release = lock_release_slot,
              .repr = lock_repr},
    .methods = lock_methods,
};

static const TypeSpec rlock_spec = {
    .name = "RLock",
    .module = "_thread",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ThreadLock),
    .flags = TYPE_DOTTED,
    .slots = {.create = lock_create,
              .copy = lock_copy,
              .release = lock_release_slot,
              .repr = lock_repr},
    .methods = rlock_methods,
};

void thread_locks_init(Vm *vm, Module *module)
{
    Threads *threads = threads_of(vm);
    threads->lock_type = type_new(vm, &lock_spec, NULL);
    module_set(vm, module, "Lock", value_keep(value_object(threads->lock_type)));
    threads->rlock_type = module_type(vm, module, &rlock_spec, NULL);
}
