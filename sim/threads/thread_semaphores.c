// thread_semaphores.c -- threading.Semaphore and BoundedSemaphore, as Lib/threading.py of
// CPython 3.13 has them.
//
// There a lock guards the counter. Nobody sees it, as what happens here takes no time.

#include "threads/modules.h"
#include "threads/sync_object.h"
#include "vm/copying.h"

#include <stdio.h>

typedef struct ThreadSemaphore {
    ThreadSync sync;
    int64_t value, initial;
    WaitList waiters;
    uint32_t freed; // the event of its last release
} ThreadSemaphore;

#define SEMAPHORE(value) ((ThreadSemaphore *)(value).object)

static bool semaphore_create(Vm *vm, Type *type, const Arguments *arguments,
                             Value *result)
{
    (void)arguments;
    ThreadSemaphore *semaphore = object_new(vm, type);
    semaphore->waiters.of = &semaphore->sync;
    *result = value_object(semaphore);
    return true;
}

static bool semaphore_begin(Vm *vm, const NativeSpec *spec, Value self,
                            const Arguments *arguments)
{
    Value args[SIGNATURE_MOST];
    int64_t value = 0;
    if (!bind_init(vm, spec, self, arguments, args)) return false;
    bool ok = arg_int(vm, args[1], &value);
    arguments_unbind(vm, spec, args);
    if (!ok) return false;
    if (value < 0)
        return raise_error(vm, VALUE_ERROR, "semaphore initial value must be >= 0");
    SEMAPHORE(self)->value = SEMAPHORE(self)->initial = value;
    thread_sync_begin(vm, &SEMAPHORE(self)->sync, "semaphore", value);
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
    thread_sync_release(vm, (ThreadSync *)self);
}

static bool semaphore_take(Vm *vm, ThreadSemaphore *semaphore, SimTime timeout,
                           bool *taken)
{
    SimTime deadline = deadline_after(vm, timeout);
    bool has_waited = false;
    *taken = false;
    while (semaphore->value == 0) {
        SimTime left = deadline_left(vm, deadline);
        bool woken;
        if (left <= 0) return true;
        if (!thread_running_waits(vm, &semaphore->waiters, left, "semaphore", &woken))
            return false;
        has_waited = true;
    }
    semaphore->value--;
    *taken = true;
    thread_sync_hold(vm, &semaphore->sync);
    thread_sync_event(vm, &semaphore->sync, TRACE_THREAD_ACQUIRE, &semaphore->waiters,
                      NULL, has_waited ? semaphore->freed : 0);
    return true;
}

static bool semaphore_acquire(Vm *vm, Value *args, Value *result)
{
    SimTime timeout;
    bool blocks, taken;
    if (!value_truth(vm, args[1], &blocks)) return false;
    if (!blocks && !value_is_none(args[2]))
        return raise_error(vm, VALUE_ERROR,
                           "can't specify timeout for non-blocking acquire");
    if (!timeout_from(vm, args[2], &timeout) ||
        !semaphore_take(vm, SEMAPHORE(args[0]), blocks ? timeout : 0, &taken))
        return false;
    *result = value_bool(taken);
    return true;
}

static bool semaphore_enter(Vm *vm, Value *args, Value *result)
{
    bool taken;
    *result = TRUE;
    return semaphore_take(vm, SEMAPHORE(args[0]), SIMTIME_NEVER, &taken);
}

static void semaphore_give(Vm *vm, ThreadSemaphore *semaphore, int64_t count)
{
    semaphore->value += count;
    thread_sync_unhold(vm, &semaphore->sync);
    semaphore->freed = thread_sync_event(vm, &semaphore->sync, TRACE_THREAD_RELEASE,
                                         &semaphore->waiters, NULL, 0);
    while (count-- > 0 && wait_list_wake(vm, &semaphore->waiters))
        continue;
}

static bool release_count(Vm *vm, Value given, int64_t *count)
{
    if (!arg_int(vm, given, count)) return false;
    return *count >= 1 || raise_error(vm, VALUE_ERROR, "n must be one or more");
}

static bool semaphore_release(Vm *vm, Value *args, Value *result)
{
    int64_t count;
    if (!release_count(vm, args[1], &count)) return false;
    semaphore_give(vm, SEMAPHORE(args[0]), count);
    *result = NONE;
    return true;
}

static bool bounded_release(Vm *vm, Value *args, Value *result)
{
    ThreadSemaphore *semaphore = SEMAPHORE(args[0]);
    int64_t count;
    if (!release_count(vm, args[1], &count)) return false;
    if (count > semaphore->initial - semaphore->value)
        return raise_error(vm, VALUE_ERROR, "Semaphore released too many times");
    semaphore_give(vm, semaphore, count);
    *result = NONE;
    return true;
}

static bool semaphore_leave(Vm *vm, Value *args, Value *result)
{
    Value given = UNSET;
    if (!call_method(vm, args[0], "release", NULL, 0, &given)) return false;
    value_drop(vm, given);
    *result = NONE;
    return true;
}

static bool semaphore_value(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(SEMAPHORE(args[0])->value);
    return true;
}

static bool semaphore_repr(Vm *vm, Value self, Value *result)
{
    char extra[48];
    snprintf(extra, sizeof extra, ": value=%lld", (long long)SEMAPHORE(self)->value);
    return thread_sync_repr(vm, self, extra, result);
}

static bool bounded_repr(Vm *vm, Value self, Value *result)
{
    char extra[64];
    snprintf(extra, sizeof extra, ": value=%lld/%lld", (long long)SEMAPHORE(self)->value,
             (long long)SEMAPHORE(self)->initial);
    return thread_sync_repr(vm, self, extra, result);
}

static const NativeSpec semaphore_methods[] = {
    {"acquire", "self, blocking=True, timeout=None", semaphore_acquire, NATIVE_PYTHON},
    {"release", "self, n=1", semaphore_release, NATIVE_PYTHON},
    {"__enter__", "self", semaphore_enter, NATIVE_PYTHON},
    {"__exit__", "self, t, v, tb", semaphore_leave, NATIVE_PYTHON},
    {"_value", "self", semaphore_value, NATIVE_PROPERTY},
    {0},
};

static const NativeSpec bounded_methods[] = {
    {"release", "self, n=1", bounded_release, NATIVE_PYTHON},
    {0},
};

static void semaphore_copy(Copying *copying, Object *copy)
{
    ThreadSemaphore *semaphore = (ThreadSemaphore *)copy;
    thread_sync_copy(copying, &semaphore->sync);
    semaphore->waiters = (WaitList){.of = &semaphore->sync};
    semaphore->freed = 0;
}

static const TypeSpec semaphore_spec = {
    .name = "Semaphore",
    .module = "threading",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ThreadSemaphore),
    .slots = {.create = semaphore_create,
              .init = semaphore_init,
              .copy = semaphore_copy,
              .release = semaphore_release_slot,
              .repr = semaphore_repr},
    .methods = semaphore_methods,
    .has_attributes = true,
};

static const TypeSpec bounded_spec = {
    .name = "BoundedSemaphore",
    .module = "threading",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ThreadSemaphore),
    .slots = {.init = bounded_init, .repr = bounded_repr},
    .methods = bounded_methods,
};

void thread_semaphores_init(Vm *vm, Module *module)
{
    Type *semaphore = module_type(vm, module, &semaphore_spec, NULL);
    module_type(vm, module, &bounded_spec, semaphore);
}
