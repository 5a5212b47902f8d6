// executors.c -- concurrent.futures.Executor, as _base.py of CPython 3.13 has it.

#include "threads/executors.h"

#include "machine/clock.h"
#include "vm/iterators.h"
#include "vm/strings.h"

// ---- Locks ----

bool pool_lock_take(Vm *vm, PoolLock *lock)
{
    bool woken;
    while (lock->locked)
        if (!thread_running_waits(vm, &lock->waiters, SIMTIME_NEVER, "lock", &woken))
            return false;
    lock->locked = true;
    return true;
}

void pool_lock_give(Vm *vm, PoolLock *lock)
{
    lock->locked = false;
    wait_list_wake(vm, &lock->waiters);
}

// ---- Arguments ----

bool executor_workers(Vm *vm, Value given, int64_t otherwise, int64_t *workers)
{
    *workers = otherwise;
    if (value_is_none(given)) return true;
    Value answer;
    bool too_few;
    if (!value_compare(vm, COMPARE_LE, given, value_int(0), &answer)) return false;
    bool ok = value_truth(vm, answer, &too_few);
    value_drop(vm, answer);
    if (!ok) return false;
    if (too_few)
        return raise_error(vm, VALUE_ERROR, "max_workers must be greater than 0");
    double number;
    if (value_is_int(given)) return arg_int(vm, given, workers);
    if (!arg_double(vm, given, &number)) return false;
    *workers = number < 1e9 ? (int64_t)number : 1000000000;
    if ((double)*workers < number) ++*workers;
    return true;
}

bool executor_check_initializer(Vm *vm, Value initializer)
{
    return value_is_none(initializer) || value_is_callable(vm, initializer) ||
           raise_error(vm, TYPE_ERROR, "initializer must be a callable");
}

// ---- map: a generator of results ----

typedef struct MapResults {
    Object object;
    List *futures; // the next one at [taken]; NULL when it is over
    uint32_t taken;
    SimTime deadline;
    bool began, running;
} MapResults;

static MapResults *results_of(Value v)
{
    return (MapResults *)v.object;
}

static bool cancel_future(Vm *vm, Value future)
{
    bool cancelled;
    if (value_is_pool_future(vm, future))
        return pool_future_cancel(vm, POOL_FUTURE(future), &cancelled);
    Value answer;
    if (!call_method(vm, future, "cancel", NULL, 0, &answer)) return false;
    value_drop(vm, answer);
    return true;
}

// Its `finally`: the jobs whose results nobody will ask for. An exception that is on its
// way stays there.
static void results_end(Vm *vm, MapResults *self)
{
    List *futures = self->futures;
    self->futures = NULL;
    if (!futures) return;
    Value raised = value_is_unset(vm->raised) ? UNSET : exception_take(vm);
    for (uint32_t i = self->taken; self->began && !vm->halt && i < futures->count; i++)
        if (!cancel_future(vm, futures->items[i]) && !vm->halt)
            value_drop(vm, exception_take(vm));
    object_drop(vm, futures);
    if (!value_is_unset(raised)) exception_restore(vm, raised);
}

static void results_finalize(Vm *vm, Object *self)
{
    if (!vm->closing) results_end(vm, (MapResults *)self);
}

static void results_release(Vm *vm, Object *self)
{
    List *futures = ((MapResults *)self)->futures;
    ((MapResults *)self)->futures = NULL;
    object_drop(vm, futures);
}

static bool result_of(Vm *vm, const MapResults *self, Value future, Value *result)
{
    SimTime left = deadline_left(vm, self->deadline);
    if (value_is_pool_future(vm, future))
        return pool_future_result(vm, POOL_FUTURE(future), left, result);
    Value timeout = left == SIMTIME_NEVER ? NONE : value_float(simtime_seconds(left));
    return call_method(vm, future, "result", &timeout, 1, result);
}

// _result_or_cancel() of the next one.
static bool results_step(Vm *vm, MapResults *self, Value *result)
{
    Value future = value_keep(self->futures->items[self->taken]);
    value_set(vm, &self->futures->items[self->taken++], NONE);
    bool ok = result_of(vm, self, future, result);
    if (!ok && !vm->halt) {
        Value raised = exception_take(vm);
        if (cancel_future(vm, future))
            exception_restore(vm, raised);
        else
            value_drop(vm, raised);
    }
    if (!vm->halt) value_drop(vm, future);
    return ok;
}

static bool results_next(Vm *vm, Value v, Value *result)
{
    MapResults *self = results_of(v);
    if (self->running) return raise_error(vm, VALUE_ERROR, "generator already executing");
    *result = UNSET;
    if (!self->futures) return true;
    self->began = true;
    if (self->taken == self->futures->count) {
        results_end(vm, self);
        return true;
    }
    self->running = true;
    bool ok = results_step(vm, self, result);
    self->running = false;
    if (!ok && !vm->halt) results_end(vm, self);
    return ok;
}

static bool results_close(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    results_end(vm, results_of(args[0]));
    return true;
}

static bool results_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(
        vm, "<generator object Executor.map.<locals>.result_iterator at 0x%llx>",
        (unsigned long long)value_id(vm, self));
    return true;
}

static const NativeSpec results_methods[] = {
    {"close", "self", results_close, 0},
    {0},
};

static const TypeSpec results_spec = {
    .name = "generator",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(MapResults),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .finalize = results_finalize,
              .release = results_release,
              .repr = results_repr,
              .iter = iterator_iter,
              .next = results_next},
    .methods = results_methods,
};

bool executor_submit(Vm *vm, Value executor, Value function, Value arguments,
                     Value *future)
{
    Value submit, all;
    const Tuple *given = TUPLE(arguments);
    if (!value_get_attribute(vm, executor, str_intern(vm, "submit"), &submit))
        return false;
    Tuple *row = tuple_new(vm, (int)given->count + 1);
    row->items[0] = value_keep(function);
    for (uint32_t i = 0; i < given->count; i++)
        row->items[i + 1] = value_keep(given->items[i]);
    all = value_object(row);
    bool ok = call_packed(vm, submit, all, UNSET, future);
    value_drop(vm, submit);
    value_drop(vm, all);
    return ok;
}

// [executor.submit(function, *args) for args in rows].
static bool submit_rows(Vm *vm, Value executor, Value function, Value rows, List *futures)
{
    Value iterator;
    if (!value_iter(vm, rows, &iterator)) return false;
    bool ok = true;
    for (;;) {
        Value row, future;
        if (!(ok = value_next(vm, iterator, &row)) || value_is_unset(row)) break;
        ok = executor_submit(vm, executor, function, row, &future);
        value_drop(vm, row);
        if (!ok || !(ok = list_take(vm, futures, future))) break;
    }
    value_drop(vm, iterator);
    return ok;
}

bool executor_map(Vm *vm, Value executor, Value function, Value iterables, Value timeout,
                  Value *result)
{
    SimTime limit;
    Value rows;
    if (!timeout_from(vm, timeout, &limit)) return false;
    SimTime deadline = deadline_after(vm, limit);
    if (!call_packed(vm, value_object(vm->types.zip), iterables, UNSET, &rows))
        return false;
    List *futures = list_new(vm);
    bool ok = submit_rows(vm, executor, function, rows, futures);
    if (vm->halt) return false;
    value_drop(vm, rows);
    if (!ok) {
        object_drop(vm, futures);
        return false;
    }
    MapResults *results = object_new(vm, threads_of(vm)->map_results_type);
    results->futures = futures;
    results->deadline = deadline;
    *result = value_object(results);
    return true;
}

// ---- Executor ----

static bool method_submit(Vm *vm, Value *args, Value *result)
{
    (void)args;
    (void)result;
    return raise_with(vm, NOT_IMPLEMENTED_ERROR, UNSET);
}

// args: self, fn, iterables, timeout, chunksize.
static bool method_map(Vm *vm, Value *args, Value *result)
{
    return executor_map(vm, args[0], args[1], args[2], args[3], result);
}

static bool method_shutdown(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    (void)args;
    *result = NONE;
    return true;
}

static bool method_enter(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(args[0]);
    return true;
}

static bool method_exit(Vm *vm, Value *args, Value *result)
{
    Value answer, wait = TRUE;
    if (!call_method(vm, args[0], "shutdown", &wait, 1, &answer)) return false;
    value_drop(vm, answer);
    *result = FALSE;
    return true;
}

static const NativeSpec executor_methods[] = {
    {"submit", "self, fn, /, *args, **kwargs", method_submit, NATIVE_PYTHON},
    {"map", "self, fn, *iterables, timeout=None, chunksize=1", method_map, NATIVE_PYTHON},
    {"shutdown", "self, wait=True, *, cancel_futures=False", method_shutdown,
     NATIVE_PYTHON},
    {"__enter__", "self", method_enter, NATIVE_PYTHON},
    {"__exit__", "self, exc_type, exc_val, exc_tb", method_exit, NATIVE_PYTHON},
    {0},
};

static const TypeSpec executor_spec = {
    .name = "Executor",
    .module = "concurrent.futures._base",
    .layout = LAYOUT_OTHER,
    .size = offsetof(Executor, attributes), // which come behind it
    .slots = {.create = create_zeroed},
    .methods = executor_methods,
    .has_attributes = true,
};

void executors_init(Vm *vm, Module *module)
{
    Threads *threads = threads_of(vm);
    threads->executor_type = module_type(vm, module, &executor_spec, NULL);
    threads->map_results_type = type_new(vm, &results_spec, NULL);
}
