// thread_barriers.c -- threading.Barrier, as Lib/threading.py of CPython 3.13 has it.

#include "threads/modules.h"
#include "threads/mp.h"
#include "threads/thread_conditions.h"
#include "vm/copying.h"

#include <stdio.h>

typedef enum ThreadBarrierState {
    FILLING,
    DRAINING,
    RESETTING, // as draining, but who leaves gets BrokenBarrierError
    BROKEN,
} ThreadBarrierState;

typedef struct ThreadBarrier {
    ThreadSync sync;
    Value action;     // None, UNSET before __init__
    SimTime timeout;  // of a wait() without one
    ThreadLock *lock; // NULL before __init__
    int64_t parties, count;
    ThreadBarrierState state;
    WaitList waiters;
} ThreadBarrier;

#define BARRIER(value) ((ThreadBarrier *)(value).object)

// ---- Waiting ----

static bool pause(Vm *vm, ThreadBarrier *barrier, SimTime timeout)
{
    bool woken;
    return thread_condition_wait(vm, barrier->lock, &barrier->waiters, timeout, "barrier",
                                 &woken);
}

static void tell_all(Vm *vm, ThreadBarrier *barrier)
{
    wait_list_wake_all(vm, &barrier->waiters);
}

static bool raise_broken(Vm *vm)
{
    return raise_with(vm, THREAD_BROKEN_BARRIER, UNSET);
}

static void break_barrier(Vm *vm, ThreadBarrier *barrier)
{
    barrier->state = BROKEN;
    tell_all(vm, barrier);
}

// Nobody comes in while those of the round before go out.
static bool come_in(Vm *vm, ThreadBarrier *barrier)
{
    while (barrier->state == DRAINING || barrier->state == RESETTING)
        if (!pause(vm, barrier, SIMTIME_NEVER)) return false;
    return barrier->state != BROKEN || raise_broken(vm);
}

static bool run_action(Vm *vm, const ThreadBarrier *barrier)
{
    bool wanted;
    Value value = UNSET;
    if (!value_truth(vm, barrier->action, &wanted)) return false;
    if (wanted && !call(vm, barrier->action, NULL, 0, &value)) return false;
    value_drop(vm, value);
    return true;
}

// The last one to come lets all go.
static bool let_go(Vm *vm, ThreadBarrier *barrier)
{
    if (run_action(vm, barrier)) {
        barrier->state = DRAINING;
        thread_sync_event(vm, &barrier->sync, TRACE_THREAD_SET, &barrier->waiters, NULL,
                          0);
        tell_all(vm, barrier);
        return true;
    }
    if (!vm->halt) break_barrier(vm, barrier);
    return false;
}

static bool wait_for_others(Vm *vm, ThreadBarrier *barrier, SimTime timeout)
{
    SimTime deadline = deadline_after(vm, timeout);
    while (barrier->state == FILLING) {
        SimTime left = deadline_left(vm, deadline);
        if (left <= 0) {
            break_barrier(vm, barrier);
            return raise_broken(vm);
        }
        if (!pause(vm, barrier, left)) return false;
    }
    return barrier->state == DRAINING || raise_broken(vm);
}

static void go_out(Vm *vm, ThreadBarrier *barrier)
{
    if (--barrier->count || barrier->state == BROKEN || barrier->state == FILLING) return;
    barrier->state = FILLING;
    tell_all(vm, barrier);
}

static bool pass(Vm *vm, ThreadBarrier *barrier, SimTime timeout, int64_t *index)
{
    if (!come_in(vm, barrier)) return false;
    *index = barrier->count++;
    bool ok = *index + 1 == barrier->parties ? let_go(vm, barrier)
                                             : wait_for_others(vm, barrier, timeout);
    if (!vm->halt) go_out(vm, barrier);
    return ok;
}

static bool has_begun(Vm *vm, const ThreadBarrier *barrier)
{
    if (barrier->lock) return true;
    return raise_error(vm, ATTRIBUTE_ERROR, "'%s' object has no attribute '_cond'",
                       type_name(barrier->sync.object.type));
}

static bool barrier_wait(Vm *vm, Value *args, Value *result)
{
    ThreadBarrier *barrier = BARRIER(args[0]);
    SimTime timeout = barrier->timeout;
    int64_t index = 0;
    if (!has_begun(vm, barrier)) return false;
    if (!value_is_none(args[1]) && !timeout_from(vm, args[1], &timeout)) return false;
    if (!thread_lock_enter(vm, barrier->lock)) return false;
    bool ok = pass(vm, barrier, timeout, &index);
    if (vm->halt) return false;
    thread_lock_give_all(vm, barrier->lock);
    *result = value_int(index);
    return ok;
}

static bool barrier_reset(Vm *vm, Value *args, Value *result)
{
    ThreadBarrier *barrier = BARRIER(args[0]);
    *result = NONE;
    if (!has_begun(vm, barrier) || !thread_lock_enter(vm, barrier->lock)) return false;
    if (!barrier->count)
        barrier->state = FILLING;
    else if (barrier->state == FILLING || barrier->state == BROKEN)
        barrier->state = RESETTING;
    tell_all(vm, barrier);
    thread_lock_give_all(vm, barrier->lock);
    return true;
}

static bool barrier_abort(Vm *vm, Value *args, Value *result)
{
    ThreadBarrier *barrier = BARRIER(args[0]);
    *result = NONE;
    if (!has_begun(vm, barrier) || !thread_lock_enter(vm, barrier->lock)) return false;
    break_barrier(vm, barrier);
    thread_lock_give_all(vm, barrier->lock);
    return true;
}

// ---- As the program sees it ----

static bool barrier_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    ThreadBarrier *barrier = object_new(vm, type);
    barrier->action = UNSET;
    barrier->waiters.of = &barrier->sync;
    *result = value_object(barrier);
    return true;
}

static bool barrier_begin(Vm *vm, ThreadBarrier *barrier, const Value *args)
{
    int64_t parties;
    if (!arg_int(vm, args[1], &parties)) return false;
    if (parties < 1) return raise_error(vm, VALUE_ERROR, "parties must be > 0");
    if (!timeout_from(vm, args[3], &barrier->timeout)) return false;
    value_set(vm, &barrier->action, value_keep(args[2]));
    if (!barrier->lock) barrier->lock = thread_lock_new(vm, NULL, false);
    barrier->parties = parties;
    barrier->count = 0;
    barrier->state = FILLING;
    thread_sync_begin(vm, &barrier->sync, "barrier", parties);
    return true;
}

static bool barrier_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Barrier.__init__",
                                    "self, parties, action=None, timeout=None", NULL,
                                    NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    bool ok = barrier_begin(vm, BARRIER(self), args);
    arguments_unbind(vm, &spec, args);
    return ok;
}

static void barrier_release(Vm *vm, Object *self)
{
    ThreadBarrier *barrier = (ThreadBarrier *)self;
    value_clear(vm, &barrier->action);
    object_drop(vm, barrier->lock);
    barrier->lock = NULL;
    thread_sync_release(vm, &barrier->sync);
}

static bool barrier_parties(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(BARRIER(args[0])->parties);
    return true;
}

// Of a round that goes out nobody waits any more.
static int64_t waiting(const ThreadBarrier *barrier)
{
    return barrier->state == FILLING ? barrier->count : 0;
}

static bool barrier_waiting(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(waiting(BARRIER(args[0])));
    return true;
}

static bool barrier_broken(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(BARRIER(args[0])->state == BROKEN);
    return true;
}

static bool barrier_repr(Vm *vm, Value self, Value *result)
{
    const ThreadBarrier *barrier = BARRIER(self);
    char extra[80];
    snprintf(extra, sizeof extra, ": waiters=%lld/%lld", (long long)waiting(barrier),
             (long long)barrier->parties);
    return thread_sync_repr(vm, self, barrier->state == BROKEN ? ": broken" : extra,
                            result);
}

static const NativeSpec barrier_methods[] = {
    {"wait", "self, timeout=None", barrier_wait, NATIVE_PYTHON},
    {"reset", "self", barrier_reset, NATIVE_PYTHON},
    {"abort", "self", barrier_abort, NATIVE_PYTHON},
    {"parties", "self", barrier_parties, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"n_waiting", "self", barrier_waiting, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"broken", "self", barrier_broken, NATIVE_PYTHON | NATIVE_PROPERTY},
    {0},
};

static void barrier_copy(Copying *copying, Object *copy)
{
    ThreadBarrier *barrier = (ThreadBarrier *)copy;
    thread_sync_copy(copying, &barrier->sync);
    copying_value(copying, &barrier->action);
    copying_object(copying, &barrier->lock);
    barrier->waiters = (WaitList){.of = &barrier->sync};
}

#define BARRIER_SPEC(module_, copy_)                                                     \
    {                                                                                    \
        .name = "Barrier", .module = module_, .layout = LAYOUT_OTHER,                    \
        .size = sizeof(ThreadBarrier),                                                   \
        .slots = {.create = barrier_create,                                              \
                  .init = barrier_init,                                                  \
                  .copy = copy_,                                                         \
                  .release = barrier_release,                                            \
                  .repr = barrier_repr},                                                 \
        .methods = barrier_methods, .has_attributes = true,                              \
    }

static const TypeSpec barrier_spec = BARRIER_SPEC("threading", barrier_copy);
static const TypeSpec shared_barrier_spec =
    BARRIER_SPEC("multiprocessing.synchronize", NULL);

void thread_barriers_init(Vm *vm, Module *module)
{
    module_type(vm, module, &barrier_spec, NULL);
    module_set(vm, module, "BrokenBarrierError",
               value_keep(value_object(exception_type(vm, THREAD_BROKEN_BARRIER))));
}

void mp_barriers_init(Vm *vm, Module *module)
{
    module_type(vm, module, &shared_barrier_spec, NULL);
}
