// mp_results.c -- multiprocessing.pool.AsyncResult, MapResult and the iterators of imap(), as
// Lib/multiprocessing/pool.py of CPython 3.13 has them.

#include "threads/mp_pool.h"
#include "vm/exception.h"
#include "vm/iterators.h"

static MpResult *result_of(Value v)
{
    return (MpResult *)v.object;
}

MpResult *mp_result_new(Vm *vm, MpCore *core, ResultKind kind)
{
    Type *type = threads_of(vm)->mp_result_types[kind];
    MpResult *result = object_new(vm, type);
    result->core = object_keep(core);
    result->kind = kind;
    result->value = result->callback = result->error_callback = NONE;
    result->success = true;
    result->length = -1;
    if (kind >= RESULT_IN_ORDER) {
        result->items = list_new(vm);
        result->unsorted = dict_new(vm);
    }
    core->waiting++;
    return result;
}

static void result_release(Vm *vm, Object *self)
{
    MpResult *result = (MpResult *)self;
    object_drop(vm, result->core);
    value_clear(vm, &result->value);
    value_clear(vm, &result->callback);
    value_clear(vm, &result->error_callback);
    object_drop(vm, result->items);
    object_drop(vm, result->unsorted);
    object_drop(vm, result->chunk);
}

// ---- Answers come ----

static bool call_back(Vm *vm, Value callback, Value with)
{
    Value answer;
    if (value_is_none(callback)) return true;
    if (!call(vm, callback, &with, 1, &answer)) return false;
    value_drop(vm, answer);
    return true;
}

// The callback comes first, then those who wait.
static bool complete(Vm *vm, MpResult *result)
{
    if (!call_back(vm, result->success ? result->callback : result->error_callback,
                   result->value))
        return false;
    result->ready = true;
    wait_list_wake_all(vm, &result->waiters);
    mp_core_completes(vm, result->core);
    return true;
}

static bool set_chunk(Vm *vm, MpResult *result, int64_t index, Value chunk)
{
    List *all = LIST(result->value), *part = LIST(chunk);
    int64_t first = index * result->chunk_size;
    for (uint32_t i = 0; i < part->count && first + i < all->count; i++)
        value_set(vm, &all->items[first + i], value_keep(part->items[i]));
    return true;
}

static bool set_map(Vm *vm, MpResult *result, int64_t index, bool success, Value value)
{
    result->left--;
    if (result->success && success)
        set_chunk(vm, result, index, value);
    else if (result->success) { // only the first exception counts
        result->success = false;
        value_set(vm, &result->value, value_keep(value));
    }
    return result->left > 0 || complete(vm, result);
}

static bool add_item(Vm *vm, MpResult *result, Value pair)
{
    result->index++;
    return list_append(vm, result->items, pair);
}

static void review_iterator(Vm *vm, MpResult *result)
{
    if (result->index != result->length || result->ready) return;
    result->ready = true;
    mp_core_completes(vm, result->core);
}

static bool set_item(Vm *vm, MpResult *result, int64_t index, bool success, Value value)
{
    Value parts[] = {value_bool(success), value};
    Value pair = tuple_of(vm, parts, 2);
    bool ok;
    if (result->kind == RESULT_IN_ORDER && result->index != index) {
        ok = dict_set(vm, result->unsorted, value_int(index), pair);
    } else {
        ok = add_item(vm, result, pair);
        Value next = UNSET;
        while (ok && result->kind == RESULT_IN_ORDER &&
               dict_get(vm, result->unsorted, value_int(result->index), &next) &&
               !value_is_unset(next))
            ok = add_item(vm, result, next);
        wait_list_wake(vm, &result->waiters);
    }
    value_drop(vm, pair);
    review_iterator(vm, result);
    return ok;
}

bool mp_result_set(Vm *vm, MpResult *result, int64_t index, bool success, Value value)
{
    if (result->kind >= RESULT_IN_ORDER)
        return set_item(vm, result, index, success, value);
    if (result->kind == RESULT_MAP) return set_map(vm, result, index, success, value);
    result->success = success;
    value_set(vm, &result->value, value_keep(value));
    return complete(vm, result);
}

void mp_result_set_length(Vm *vm, MpResult *result, int64_t length)
{
    result->length = length;
    review_iterator(vm, result);
}

// ---- AsyncResult ----

static bool wait_for(Vm *vm, MpResult *result, SimTime timeout)
{
    SimTime deadline = deadline_after(vm, timeout);
    for (bool woken = true; !result->ready && woken;)
        if (!thread_running_waits(vm, &result->waiters, deadline_left(vm, deadline),
                                  "result", &woken))
            return false;
    return true;
}

bool mp_result_get(Vm *vm, MpResult *result, SimTime timeout, Value *value)
{
    if (!wait_for(vm, result, timeout)) return false;
    if (!result->ready) return raise_with(vm, PROCESS_TIMEOUT_ERROR, UNSET);
    if (!result->success) return raise_statement(vm, result->value, UNSET);
    *value = value_keep(result->value);
    return true;
}

static bool method_get(Vm *vm, Value *args, Value *result)
{
    SimTime timeout;
    return timeout_from(vm, args[1], &timeout) &&
           mp_result_get(vm, result_of(args[0]), timeout, result);
}

static bool method_wait(Vm *vm, Value *args, Value *result)
{
    SimTime timeout;
    *result = NONE;
    return timeout_from(vm, args[1], &timeout) &&
           wait_for(vm, result_of(args[0]), timeout);
}

static bool method_ready(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(result_of(args[0])->ready);
    return true;
}

static bool method_successful(Vm *vm, Value *args, Value *result)
{
    const MpResult *self = result_of(args[0]);
    if (!self->ready) {
        Value text;
        if (!value_repr(vm, args[0], &text)) return false;
        raise_error(vm, VALUE_ERROR, "%s not ready", STR(text)->bytes);
        value_drop(vm, text);
        return false;
    }
    *result = value_bool(self->success);
    return true;
}

// ---- Iterators ----

// The next pair, taken out; UNSET at the end.
static bool take_pair(Vm *vm, MpResult *self, SimTime timeout, Value *pair)
{
    SimTime deadline = deadline_after(vm, timeout);
    *pair = UNSET;
    for (bool woken = true; !self->items->count;) {
        if (self->index == self->length) return true;
        if (!woken) return raise_with(vm, PROCESS_TIMEOUT_ERROR, UNSET);
        if (!thread_running_waits(vm, &self->waiters, deadline_left(vm, deadline),
                                  "result", &woken))
            return false;
    }
    *pair = list_remove_at(vm, self->items, 0);
    return true;
}

static bool next_value(Vm *vm, MpResult *self, SimTime timeout, Value *result)
{
    Value pair;
    if (!take_pair(vm, self, timeout, &pair)) return false;
    *result = UNSET;
    if (value_is_unset(pair)) return true;
    Value value = value_keep(TUPLE(pair)->items[1]);
    bool success = TUPLE(pair)->items[0].integer;
    value_drop(vm, pair);
    if (success) {
        *result = value;
        return true;
    }
    raise_statement(vm, value, UNSET);
    value_drop(vm, value);
    return false;
}

static bool iterator_next(Vm *vm, Value v, Value *result)
{
    MpResult *self = result_of(v);
    if (!self->is_flat) return next_value(vm, self, SIMTIME_NEVER, result);
    while (!self->chunk || self->at == self->chunk->count) {
        Value chunk;
        if (!next_value(vm, self, SIMTIME_NEVER, &chunk)) return false;
        *result = UNSET;
        if (value_is_unset(chunk)) return true;
        object_drop(vm, self->chunk);
        self->chunk = LIST(chunk);
        self->at = 0;
    }
    *result = value_keep(self->chunk->items[self->at++]);
    return true;
}

static bool method_next(Vm *vm, Value *args, Value *result)
{
    SimTime timeout;
    if (!timeout_from(vm, args[1], &timeout) ||
        !next_value(vm, result_of(args[0]), timeout, result))
        return false;
    return !value_is_unset(*result) || raise_with(vm, STOP_ITERATION, UNSET);
}

static const NativeSpec result_methods[] = {
    {"get", "self, timeout=None", method_get, NATIVE_PYTHON},
    {"wait", "self, timeout=None", method_wait, NATIVE_PYTHON},
    {"ready", "self", method_ready, NATIVE_PYTHON},
    {"successful", "self", method_successful, NATIVE_PYTHON},
    {0},
};

static const NativeSpec iterator_methods[] = {
    {"next", "self, timeout=None", method_next, NATIVE_PYTHON},
    {0},
};

static const TypeSpec result_specs[] = {
    [RESULT_APPLY] = {.name = "ApplyResult",
                      .module = "multiprocessing.pool",
                      .layout = LAYOUT_OTHER,
                      .size = sizeof(MpResult),
                      .slots = {.create = create_refused, .release = result_release},
                      .methods = result_methods},
    [RESULT_MAP] = {.name = "MapResult",
                    .module = "multiprocessing.pool",
                    .layout = LAYOUT_OTHER,
                    .size = sizeof(MpResult)},
    [RESULT_IN_ORDER] = {.name = "IMapIterator",
                         .module = "multiprocessing.pool",
                         .layout = LAYOUT_OTHER,
                         .size = sizeof(MpResult),
                         .slots = {.create = create_refused,
                                   .release = result_release,
                                   .iter = iterator_iter,
                                   .next = iterator_next},
                         .methods = iterator_methods},
    [RESULT_UNORDERED] = {.name = "IMapUnorderedIterator",
                          .module = "multiprocessing.pool",
                          .layout = LAYOUT_OTHER,
                          .size = sizeof(MpResult)},
};

void mp_results_init(Vm *vm)
{
    Type **types = threads_of(vm)->mp_result_types;
    for (int kind = RESULT_APPLY; kind <= RESULT_UNORDERED; kind++)
        types[kind] =
            type_new(vm, &result_specs[kind], kind % 2 ? types[kind - 1] : NULL);
}
