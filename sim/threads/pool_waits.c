// pool_waits.c -- wait() and as_completed() of concurrent.futures.
//
// CPython walks sets of futures, in an order that is left to chance; here they are walked
// in the order in which they were given, and what finishes comes as it finishes.

#include "machine/clock.h"
#include "threads/pool_future.h"
#include "vm/iterators.h"
#include "vm/modules/collections.h"
#include "vm/strings.h"

// ---- Waiters ----

static PoolWaiter *waiter_new(Vm *vm, PoolUntil until, int64_t left)
{
    PoolWaiter *waiter = object_new(vm, threads_of(vm)->pool_waiter_type);
    waiter->until = (uint8_t)until;
    waiter->left = left;
    waiter->finished = list_new(vm);
    return waiter;
}

static void waiter_release(Vm *vm, Object *self)
{
    PoolWaiter *waiter = (PoolWaiter *)self;
    List *finished = waiter->finished;
    waiter->finished = NULL;
    object_drop(vm, finished);
}

static const TypeSpec waiter_spec = {
    .name = "_Waiter",
    .module = "concurrent.futures._base",
    .layout = LAYOUT_OTHER,
    .size = sizeof(PoolWaiter),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused, .release = waiter_release},
};

static void install(Vm *vm, PoolWaiter *waiter, Value future)
{
    PoolFuture *of = POOL_FUTURE(future);
    if (!of->waiters) of->waiters = list_new(vm);
    list_append(vm, of->waiters, value_object(waiter));
}

static void uninstall(Vm *vm, PoolWaiter *waiter, Value future)
{
    List *waiters = POOL_FUTURE(future)->waiters;
    for (uint32_t i = 0; waiters && i < waiters->count; i++) {
        if (waiters->items[i].object != &waiter->object) continue;
        value_drop(vm, list_remove_at(vm, waiters, i));
        return;
    }
}

// What wait() and as_completed() are given, each once, all of them futures.
static bool collect(Vm *vm, Value given, Set **futures)
{
    Set *set = set_new(vm, false);
    bool ok = set_update(vm, set, given);
    uint32_t at = 0;
    for (Value item; ok && set_next(set, &at, &item);)
        if (!value_is_pool_future(vm, item))
            ok = raise_error(vm, ATTRIBUTE_ERROR,
                             "'%s' object has no attribute '_condition'",
                             value_type_name(vm, item));
    if (ok)
        *futures = set;
    else
        object_drop(vm, set);
    return ok;
}

// ---- wait ----

static bool until_of(Vm *vm, Value given, PoolUntil *until)
{
    static const char *const words[] = {[POOL_FIRST] = "FIRST_COMPLETED",
                                        [POOL_EXCEPTION] = "FIRST_EXCEPTION",
                                        [POOL_ALL] = "ALL_COMPLETED"};
    for (int i = POOL_FIRST; value_is_str(given) && i <= POOL_ALL; i++)
        if (str_is(STR(given), words[i])) {
            *until = (PoolUntil)i;
            return true;
        }
    Text text = {0};
    if (text_add_repr(vm, &text, given))
        raise_error(vm, VALUE_ERROR, "Invalid return condition: %s", text_string(&text));
    text_free(&text);
    return false;
}

static bool is_word(Value given, const char *word)
{
    return value_is_str(given) && str_is(STR(given), word);
}

// Nothing has to be waited for: [told] of [count] are done, [failed] tells of one that
// raised.
static bool is_enough(Value return_when, int64_t told, int64_t count, bool failed)
{
    if (is_word(return_when, "FIRST_COMPLETED") && told) return true;
    if (is_word(return_when, "FIRST_EXCEPTION") && failed) return true;
    return told == count;
}

static bool wait_for(Vm *vm, Set *futures, PoolUntil until, int64_t left, SimTime timeout)
{
    PoolWaiter *waiter = waiter_new(vm, until, left);
    uint32_t at = 0;
    for (Value item; set_next(futures, &at, &item);)
        install(vm, waiter, item);
    bool woken;
    bool ok = thread_running_waits(vm, &waiter->waiting, timeout, "futures", &woken);
    at = 0;
    for (Value item; set_next(futures, &at, &item);)
        uninstall(vm, waiter, item);
    object_drop(vm, waiter);
    return ok;
}

// DoneAndNotDoneFutures(done, not_done).
static bool sort_out(Vm *vm, Set *futures, Value *result)
{
    Set *sets[] = {set_new(vm, false), set_new(vm, false)};
    bool ok = true;
    uint32_t at = 0;
    for (Value item; ok && set_next(futures, &at, &item);)
        ok = set_add(vm, sets[!pool_future_is_told(POOL_FUTURE(item))], item);
    Value both[] = {value_object((Object *)sets[0]), value_object((Object *)sets[1])};
    if (ok)
        ok = call(vm, value_object(threads_of(vm)->done_and_not_done_type), both, 2,
                  result);
    value_drop(vm, both[0]);
    value_drop(vm, both[1]);
    return ok;
}

static bool wait_until_enough(Vm *vm, Set *futures, Value timeout, Value return_when)
{
    int64_t told = 0;
    bool failed = false;
    uint32_t at = 0;
    for (Value item; set_next(futures, &at, &item);) {
        const PoolFuture *future = POOL_FUTURE(item);
        told += pool_future_is_told(future);
        failed |= !value_is_none(future->exception);
    }
    if (is_enough(return_when, told, set_count(futures), failed)) return true;
    PoolUntil until;
    SimTime limit;
    return until_of(vm, return_when, &until) && timeout_from(vm, timeout, &limit) &&
           wait_for(vm, futures, until, set_count(futures) - told, limit);
}

static bool function_wait(Vm *vm, Value *args, Value *result)
{
    Set *futures;
    if (!collect(vm, args[0], &futures)) return false;
    bool ok =
        wait_until_enough(vm, futures, args[1], args[2]) && sort_out(vm, futures, result);
    object_drop(vm, futures);
    return ok;
}

// ---- as_completed: a generator ----

typedef struct Completion {
    Object object;
    Value given, timeout; // as given, until it begins; then UNSET
    Set *pending;         // NULL before it begins and when it is over
    PoolWaiter *waiter;
    List *ready;    // futures that are done, the next one at [taken]
    uint32_t taken; // how many of them were handed out
    int64_t total;
    SimTime deadline;
    bool running;
} Completion;

static Completion *completion_of(Value v)
{
    return (Completion *)v.object;
}

static void completion_end(Vm *vm, Completion *self)
{
    Set *pending = self->pending;
    self->pending = NULL;
    uint32_t at = 0;
    for (Value item; pending && set_next(pending, &at, &item);)
        uninstall(vm, self->waiter, item);
    object_drop(vm, pending);
    List *ready = self->ready;
    PoolWaiter *waiter = self->waiter;
    self->ready = NULL;
    self->waiter = NULL;
    object_drop(vm, ready);
    object_drop(vm, waiter);
    value_clear(vm, &self->given);
    value_clear(vm, &self->timeout);
}

static void completion_release(Vm *vm, Object *self)
{
    completion_end(vm, (Completion *)self);
}

// Its body up to the first wait: nothing of it happens before the first next().
static bool completion_begin(Vm *vm, Completion *self)
{
    SimTime timeout;
    if (!timeout_from(vm, self->timeout, &timeout) ||
        !collect(vm, self->given, &self->pending))
        return false;
    value_clear(vm, &self->given);
    self->deadline = deadline_after(vm, timeout);
    self->total = set_count(self->pending);
    self->waiter = waiter_new(vm, POOL_EACH, 0);
    self->ready = list_new(vm);
    uint32_t at = 0;
    for (Value item; set_next(self->pending, &at, &item);) {
        install(vm, self->waiter, item);
        if (pool_future_is_told(POOL_FUTURE(item)) && !list_append(vm, self->ready, item))
            return false;
    }
    return true;
}

static bool completion_wait(Vm *vm, Completion *self)
{
    PoolWaiter *waiter = self->waiter;
    SimTime left = deadline_left(vm, self->deadline);
    if (left < 0 || (left == 0 && !waiter->is_set))
        return raise_error(vm, TIMEOUT_ERROR, "%lld (of %lld) futures unfinished",
                           (long long)set_count(self->pending), (long long)self->total);
    bool woken;
    if (!waiter->is_set &&
        !thread_running_waits(vm, &waiter->waiting, left, "futures", &woken))
        return false;
    object_drop(vm, self->ready);
    self->ready = waiter->finished;
    self->taken = 0;
    waiter->finished = list_new(vm);
    waiter->is_set = false;
    return true;
}

// The next future, which the caller owns; UNSET at the end.
static bool completion_step(Vm *vm, Completion *self, Value *result)
{
    *result = UNSET;
    if (!self->pending && !value_is_unset(self->given) && !completion_begin(vm, self))
        return false;
    if (!self->pending) return true;
    while (self->taken == self->ready->count && set_count(self->pending))
        if (!completion_wait(vm, self)) return false;
    if (self->taken == self->ready->count) return true;
    bool found;
    Value future = value_keep(self->ready->items[self->taken]);
    value_set(vm, &self->ready->items[self->taken++], NONE);
    uninstall(vm, self->waiter, future);
    if (!set_discard(vm, self->pending, future, &found)) {
        value_drop(vm, future);
        return false;
    }
    *result = future;
    return true;
}

static bool completion_next(Vm *vm, Value v, Value *result)
{
    Completion *self = completion_of(v);
    if (self->running) return raise_error(vm, VALUE_ERROR, "generator already executing");
    self->running = true;
    bool ok = completion_step(vm, self, result);
    self->running = false;
    if (vm->halt) return false;
    if (!ok) { // what is let go may run code of the program
        Value raised = exception_take(vm);
        completion_end(vm, self);
        return exception_restore(vm, raised);
    }
    if (value_is_unset(*result)) completion_end(vm, self);
    return true;
}

static bool completion_close(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    completion_end(vm, completion_of(args[0]));
    return true;
}

static bool completion_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<generator object as_completed at 0x%llx>",
                         (unsigned long long)value_id(vm, self));
    return true;
}

static const NativeSpec completion_methods[] = {
    {"close", "self", completion_close, 0},
    {0},
};

static const TypeSpec completion_spec = {
    .name = "generator",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Completion),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = completion_release,
              .repr = completion_repr,
              .iter = iterator_iter,
              .next = completion_next},
    .methods = completion_methods,
};

static bool function_as_completed(Vm *vm, Value *args, Value *result)
{
    Completion *self = object_new(vm, threads_of(vm)->pool_completion_type);
    self->given = value_keep(args[0]);
    self->timeout = value_keep(args[1]);
    *result = value_object(self);
    return true;
}

static const NativeSpec functions[] = {
    {"wait", "fs, timeout=None, return_when='ALL_COMPLETED'", function_wait,
     NATIVE_PYTHON},
    {"as_completed", "fs, timeout=None", function_as_completed, NATIVE_PYTHON},
    {0},
};

void pool_waits_init(Vm *vm, Module *module)
{
    static const char *const fields[] = {"done", "not_done"};
    static const char *const words[] = {"FIRST_COMPLETED", "FIRST_EXCEPTION",
                                        "ALL_COMPLETED"};
    Threads *threads = threads_of(vm);
    threads->pool_waiter_type = type_new(vm, &waiter_spec, NULL);
    threads->pool_completion_type = type_new(vm, &completion_spec, NULL);
    Value type = named_tuple_new(vm, "DoneAndNotDoneFutures", "concurrent.futures._base",
                                 fields, 2);
    threads->done_and_not_done_type = (Type *)type.object;
    module_set(vm, module, "DoneAndNotDoneFutures", type);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        module_set(vm, module, words[i], str_from(vm, words[i]));
    natives_add(vm, module->attributes, functions, "concurrent.futures._base");
}
