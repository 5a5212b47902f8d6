// thread_locks.c -- threading.Lock and its relatives, as CPython 3.13 has them.
//
// Who is woken is not yet the owner: another thread may have come before it, and then it
// waits again, at the end of the line.

#include "threads/modules.h"

typedef struct ThreadLock {
    Object object;
    bool locked;
    WaitList waiters;
} ThreadLock;

static ThreadLock *lock_of(Value v)
{
    return (ThreadLock *)v.object;
}

// The arguments of acquire(), as CPython's lock_acquire_parse_args() judges them.
static bool acquire_timeout(Vm *vm, Value blocking, Value given, SimTime *timeout)
{
    bool blocks;
    double seconds;
    if (!value_truth(vm, blocking, &blocks) || !arg_double(vm, given, &seconds))
        return false;
    if (!blocks && seconds != -1)
        return raise_error(vm, VALUE_ERROR,
                           "can't specify a timeout for a non-blocking call");
    if (seconds < 0 && seconds != -1)
        return raise_error(vm, VALUE_ERROR,
                           "timeout value must be a non-negative number");
    *timeout = !blocks         ? 0
               : seconds == -1 ? SIMTIME_NEVER
                               : simtime_from_seconds(seconds);
    return true;
}

static bool lock_take(Vm *vm, ThreadLock *lock, SimTime timeout, bool *taken)
{
    SimTime deadline = deadline_after(vm, timeout);
    while (lock->locked) {
        bool woken;
        if (!thread_running_waits(vm, &lock->waiters, deadline_left(vm, deadline), "lock",
                                  &woken))
            return false;
        if (!woken && lock->locked) {
            *taken = false;
            return true;
        }
    }
    lock->locked = true;
    *taken = true;
    return true;
}

static bool lock_acquire(Vm *vm, Value *args, Value *result)
{
    SimTime timeout = 0;
    bool taken;
    if (!acquire_timeout(vm, args[1], args[2], &timeout) ||
        !lock_take(vm, lock_of(args[0]), timeout, &taken))
        return false;
    *result = value_bool(taken);
    return true;
}

static bool lock_release(Vm *vm, Value *args, Value *result)
{
    ThreadLock *lock = lock_of(args[0]);
    if (!lock->locked) return raise_error(vm, RUNTIME_ERROR, "release unlocked lock");
    lock->locked = false;
    wait_list_wake(vm, &lock->waiters);
    *result = NONE;
    return true;
}

static bool lock_locked(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(lock_of(args[0])->locked);
    return true;
}

static bool lock_enter(Vm *vm, Value *args, Value *result)
{
    bool taken;
    *result = TRUE;
    return lock_take(vm, lock_of(args[0]), SIMTIME_NEVER, &taken);
}

static bool lock_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_addf(&text, "<%s _thread.lock object at 0x%llx>",
              lock_of(self)->locked ? "locked" : "unlocked",
              (unsigned long long)value_id(vm, self));
    return str_from_text(vm, &text, result);
}

static const NativeSpec lock_methods[] = {
    {"acquire", "self, blocking=True, timeout=-1", lock_acquire, 0},
    {"release", "self", lock_release, 0},
    {"locked", "self", lock_locked, 0},
    {"__enter__", "self", lock_enter, 0},
    {"__exit__", "self, *exc_info", lock_release, 0},
    {0},
};

static const TypeSpec lock_spec = {
    .name = "lock",
    .module = "_thread",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ThreadLock),
    .flags = TYPE_FINAL,
    .slots = {.create = create_zeroed, .repr = lock_repr},
    .methods = lock_methods,
};

void thread_locks_init(Vm *vm, Module *module)
{
    Threads *threads = threads_of(vm);
    threads->lock_type = type_new(vm, &lock_spec, NULL);
    module_set(vm, module, "Lock", value_keep(value_object(threads->lock_type)));
}
