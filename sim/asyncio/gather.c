// gather.c -- gather(), shield() and ensure_future() of CPython's tasks.py.

#include "asyncio/callbacks.h"
#include "asyncio/values.h"
#include "asyncio/waiting.h"
#include "vm/operators.h"

// ---- ensure_future ----

static Stop wrap_awaitable_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                                Value *result)
{
    if (self->state == 0 && value_is_unset(thrown)) {
        self->state = 1;
        return native_await(vm, self, self->values[0], result);
    }
    if (!value_is_unset(thrown)) {
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    *result = value_keep(sent);
    return STOP_RETURNS;
}

static const NativeCoroutineSpec wrap_awaitable = {
    "_wrap_awaitable", "ensure_future.<locals>._wrap_awaitable", wrap_awaitable_step, 1};

static bool is_awaitable(Vm *vm, Value v, bool *result)
{
    Value method;
    if (v.kind != VALUE_OBJECT) {
        *result = false;
        return true;
    }
    if (!value_special(vm, v, vm->names.await, &method)) return false;
    *result = !value_is_unset(method) || v.object->type->slots.await;
    value_drop(vm, method);
    return true;
}

bool ensure_future(Vm *vm, Value value, Loop *loop, Value *future)
{
    if (loop && is_coroutine(vm, value)) // mostly
        return loop_create_task(vm, loop, value, UNSET, UNSET, future);
    if (value_is_future(value)) {
        if (loop && loop != future_loop(vm, FUTURE(value)))
            return raise_error(vm, VALUE_ERROR,
                               "The future belongs to a different loop than the one "
                               "specified as the loop argument");
        *future = value_keep(value);
        return true;
    }
    Value coroutine = value_keep(value);
    if (!is_coroutine(vm, value)) {
        bool awaitable;
        value_drop(vm, coroutine);
        if (!is_awaitable(vm, value, &awaitable)) return false;
        if (!awaitable)
            return raise_error(
                vm, TYPE_ERROR,
                "An asyncio.Future, a coroutine or an awaitable is required");
        coroutine = native_coroutine_new(vm, &wrap_awaitable, &value, 1);
    }
    if (!loop) loop = loop_get(vm);
    bool ok = loop && loop_create_task(vm, loop, coroutine, UNSET, UNSET, future);
    value_drop(vm, coroutine);
    return ok;
}

// ---- The same argument given twice ----

// Finds the first place of an argument that was given before. A coroutine that no gather
// has met is new. For everything else there is a table, of indices by address, made when it
// is needed first.
typedef struct Search {
    const Value *values;
    uint32_t *table; // index + 1, 0 where empty; NULL until it is needed
    uint32_t size;   // of the table, a power of two
} Search;

static uint32_t *search_slot(const Search *search, uintptr_t address)
{
    uint32_t at = (uint32_t)((address >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 32);
    for (;; at++) {
        uint32_t *slot = &search->table[at & (search->size - 1)];
        if (!*slot || (uintptr_t)search->values[*slot - 1].object == address) return slot;
    }
}

static bool search_make_table(Vm *vm, Search *search, int known)
{
    search->table = heap_buffer_resize(vm, NULL, 0, search->size * sizeof(uint32_t));
    if (!search->table) return false;
    memset(search->table, 0, search->size * sizeof(uint32_t));
    for (int i = 0; i < known; i++) {
        if (search->values[i].kind != VALUE_OBJECT) continue;
        uint32_t *slot = search_slot(search, (uintptr_t)search->values[i].object);
        if (!*slot) *slot = (uint32_t)i + 1;
    }
    return true;
}

// [*same] is the first index of what stands at [index]: itself if it is new.
static bool search_find(Vm *vm, Search *search, int index, int *same)
{
    *same = index;
    if (search->values[index].kind != VALUE_OBJECT) return true;
    if (coroutine_mark(search->values[index].object) && !search->table) return true;
    if (!search->table && !search_make_table(vm, search, index)) return false;
    uint32_t *slot = search_slot(search, (uintptr_t)search->values[index].object);
    if (*slot) *same = (int)*slot - 1;
    *slot = (uint32_t)*same + 1;
    return true;
}

static void search_end(Vm *vm, Search *search)
{
    if (search->table)
        heap_buffer_free(vm, search->table, search->size * sizeof(uint32_t));
}

// ---- The gathering ----

static bool append_outcome(Vm *vm, List *results, Future *child)
{
    if (future_is_cancelled(child)) {
        // Not raised, so that the child's own exception can still be handed out once.
        bool plain = !child->rare || value_is_unset(child->rare->cancel_message);
        Value message =
            plain ? str_from(vm, "") : value_keep(child->rare->cancel_message);
        Value error =
            exception_new_with(vm, exception_type(vm, CANCELLED_ERROR), &message, 1);
        value_drop(vm, message);
        return list_take(vm, results, error);
    }
    child->flags &= (uint8_t)~FUTURE_UNSEEN;
    return list_append(vm, results, child->result);
}

static bool gather_finish(Vm *vm, GatheringFuture *outer)
{
    List *results = list_new(vm);
    const Tuple *children = outer->children;
    bool ok = list_reserve(vm, results, children->count);
    for (uint32_t i = 0; ok && i < children->count; i++)
        ok = append_outcome(vm, results, FUTURE(children->items[i]));
    if (ok && outer->cancel_requested) {
        // The cancellation goes on whatever return_exceptions says, as the last child's.
        Value error =
            future_cancelled_error(vm, FUTURE(children->items[children->count - 1]));
        ok = future_fail(vm, &outer->future, error);
        value_drop(vm, error);
    } else if (ok) {
        ok = future_finish(vm, &outer->future, value_object(results));
    }
    object_drop(vm, results);
    return ok;
}

static bool gather_fails(Vm *vm, GatheringFuture *outer, Value error)
{
    bool ok = future_fail(vm, &outer->future, error);
    value_drop(vm, error);
    return ok;
}

static bool child_done(Vm *vm, GatheringFuture *outer, Future *child)
{
    outer->finished++;
    bool failed = child->flags & FUTURE_FAILED;
    if (future_is_done(&outer->future)) {
        child->flags &= (uint8_t)~FUTURE_UNSEEN;
        return true;
    }
    if (!outer->return_exceptions) {
        if (future_is_cancelled(child))
            return gather_fails(vm, outer, future_cancelled_error(vm, child));
        child->flags &= (uint8_t)~FUTURE_UNSEEN;
        if (failed) return gather_fails(vm, outer, value_keep(child->result));
    }
    return outer->finished < outer->expected || gather_finish(vm, outer);
}

bool gather_child_done(Vm *vm, Object *target, Object *argument)
{
    return child_done(vm, (GatheringFuture *)target, (Future *)argument);
}

bool gathering_cancel(Vm *vm, Future *future, Value message, bool *done)
{
    GatheringFuture *outer = (GatheringFuture *)future;
    *done = false;
    if (future_is_done(future)) return true;
    // A gather of a gather of a gather ... ends as the Python function in CPython does.
    if (!recursion_enter_function(vm)) return false;
    bool ok = true;
    for (uint32_t i = 0; ok && i < outer->children->count; i++) {
        bool cancelled;
        ok = future_cancel(vm, FUTURE(outer->children->items[i]), message, &cancelled);
        if (ok && cancelled) *done = true;
    }
    recursion_leave_function(vm);
    if (ok && *done) outer->cancel_requested = true;
    return ok;
}

// One argument's future goes into the children, and gets the callback.
static bool add_child(Vm *vm, GatheringFuture *outer, Value argument, int index,
                      Loop **loop, List *done)
{
    Value child;
    int64_t ignored;
    // CPython looks every argument up in a dict before anything else.
    bool coroutine = is_coroutine(vm, argument);
    bool hashable = coroutine || value_is_future(argument);
    if (!hashable && !value_hash(vm, argument, &ignored)) return false;
    if (coroutine && *loop && loop_makes_tasks(*loop)) { // mostly
        Task *task = task_new_plain(vm, *loop, argument);
        if (!task) return false;
        child = value_object(task);
    } else if (!ensure_future(vm, argument, *loop, &child)) {
        return false;
    }
    outer->children->items[index] = child;
    if (!*loop) *loop = future_loop(vm, FUTURE(child));
    if (!value_is(child, argument)) FUTURE(child)->flags |= FUTURE_QUIET;
    outer->expected++;
    if (future_is_done(FUTURE(child))) return list_append(vm, done, child);
    future_add_callback(vm, FUTURE(child), CALLBACK_GATHER, &outer->future.object);
    return true;
}

static bool add_children(Vm *vm, GatheringFuture *outer, const Value *values, int count,
                         Loop **loop, List *done)
{
    Search search = {.values = values, .size = 16};
    while (search.size < (uint32_t)count * 2)
        search.size *= 2;
    bool ok = true;
    for (int i = 0; ok && i < count; i++) {
        int same;
        ok = search_find(vm, &search, i, &same);
        if (ok && same == i)
            ok = add_child(vm, outer, values[i], i, loop, done);
        else if (ok)
            outer->children->items[i] = value_keep(outer->children->items[same]);
    }
    search_end(vm, &search);
    return ok;
}

// The callbacks of those that were done at once run when all children are known.
static bool count_done(Vm *vm, GatheringFuture *outer, const List *done)
{
    for (uint32_t i = 0; i < done->count; i++)
        if (!child_done(vm, outer, FUTURE(done->items[i]))) return false;
    return true;
}

static bool gather_nothing(Vm *vm, Value *result)
{
    Loop *loop = loop_get(vm);
    if (!loop) return false;
    Future *outer = future_new(vm, loop);
    List *empty = list_new(vm);
    bool ok = future_finish(vm, outer, value_object(empty));
    object_drop(vm, empty);
    *result = value_object(outer);
    return ok;
}

bool gather(Vm *vm, const Value *values, int count, bool return_exceptions, Value *result)
{
    if (!count) return gather_nothing(vm, result);
    GatheringFuture *outer = object_new(vm, asyncio_of(vm)->gathering_future_type);
    outer->future.result = UNSET;
    outer->future.wait = WAIT_GATHER;
    outer->children = tuple_new(vm, count);
    outer->return_exceptions = return_exceptions;
    Loop *loop = NULL;
    List *done = list_new(vm);
    bool ok = add_children(vm, outer, values, count, &loop, done);
    if (ok) {
        future_begin(vm, &outer->future, loop);
        outer->future.wait = WAIT_GATHER;
        ok = count_done(vm, outer, done);
    }
    object_drop(vm, done);
    if (!ok) { // what was made so far goes on by itself
        for (uint32_t i = 0; i < outer->children->count; i++)
            if (!value_is_unset(outer->children->items[i]))
                future_remove_callback(vm, FUTURE(outer->children->items[i]),
                                       CALLBACK_GATHER, &outer->future.object);
        object_drop(vm, outer);
        return false;
    }
    *result = value_object(outer);
    return true;
}

static void gathering_release(Vm *vm, Object *self)
{
    GatheringFuture *outer = (GatheringFuture *)self;
    Tuple *children = outer->children;
    outer->children = NULL;
    object_drop(vm, children);
    future_release(vm, self);
}

static bool method_gathering_cancel(Vm *vm, Value *args, Value *result)
{
    bool done;
    if (!gathering_cancel(vm, FUTURE(args[0]), args[1], &done)) return false;
    *result = value_bool(done);
    return true;
}

static const NativeSpec gathering_methods[] = {
    {"cancel", "self, msg=None", method_gathering_cancel, NATIVE_PYTHON},
    {0},
};

static const TypeSpec gathering_spec = {
    .name = "_GatheringFuture",
    .module = "asyncio.tasks",
    .layout = LAYOUT_FUTURE,
    .size = sizeof(GatheringFuture),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.release = gathering_release},
    .methods = gathering_methods,
};

// ---- shield ----

bool shield_inner_done(Vm *vm, Object *target, Object *argument)
{
    Future *outer = (Future *)target, *inner = (Future *)argument;
    if (future_is_cancelled(outer)) {
        inner->flags &= (uint8_t)~FUTURE_UNSEEN;
        return true;
    }
    if (future_is_cancelled(inner)) {
        return future_is_done(outer) || future_cancel_plain(vm, outer, UNSET);
    }
    inner->flags &= (uint8_t)~FUTURE_UNSEEN;
    if (inner->flags & FUTURE_FAILED)
        return future_set_exception(vm, outer, inner->result);
    return future_set_result(vm, outer, inner->result);
}

bool shield_outer_done(Vm *vm, Object *target, Object *argument)
{
    Future *inner = (Future *)target;
    if (!future_is_done(inner))
        future_remove_callback(vm, inner, CALLBACK_SHIELD_INNER, argument);
    return true;
}

static bool function_shield(Vm *vm, Value *args, Value *result)
{
    Value inner;
    if (!ensure_future(vm, args[0], NULL, &inner)) return false;
    if (future_is_done(FUTURE(inner))) {
        *result = inner;
        return true;
    }
    Loop *loop = future_loop(vm, FUTURE(inner));
    Future *outer = future_new_waiting(vm, loop, WAIT_SHIELD, inner.object);
    future_add_callback(vm, FUTURE(inner), CALLBACK_SHIELD_INNER, &outer->object);
    // The outer future keeps the inner one alive by this callback.
    future_add_callback(vm, outer, CALLBACK_SHIELD_OUTER, inner.object);
    value_drop(vm, inner);
    *result = value_object(outer);
    return true;
}

// ---- Functions ----

static bool function_gather(Vm *vm, Value *args, Value *result)
{
    bool return_exceptions;
    if (!value_truth(vm, args[1], &return_exceptions)) return false;
    const Tuple *values = TUPLE(args[0]);
    return gather(vm, values->items, (int)values->count, return_exceptions, result);
}

static const NativeSpec functions[] = {
    {"gather", "*coros_or_futures, return_exceptions=False", function_gather,
     NATIVE_PYTHON},
    {"shield", "arg", function_shield, NATIVE_PYTHON},
    {0},
};

void gather_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->gathering_future_type = type_new(vm, &gathering_spec, asyncio->future_type);
    natives_add(vm, module->attributes, functions, "asyncio.tasks");
}
