// queues.c -- Queue, LifoQueue and PriorityQueue, as Lib/asyncio/queues.py has them.
//
// The items of all three stand in one buffer: a ring for Queue, a stack for LifoQueue,
// heapq's heap for PriorityQueue. A class of the program that overrides _init keeps its
// items itself, in an attribute _queue, as CPython's documentation of old allows.

#include "asyncio/queues.h"

#include "asyncio/locks.h"
#include "vm/iterators.h"
#include "vm/priority.h"

#include <string.h>

typedef enum QueueOrder { QUEUE_FIFO, QUEUE_LIFO, QUEUE_PRIORITY } QueueOrder;

typedef struct Queue {
    SyncObject sync;
    Waiters getters, putters, joiners;
    Value *items; // a ring of [capacity], a power of two; [first] is 0 but for FIFO
    uint32_t first, count, capacity;
    uint8_t order; // QueueOrder
    bool is_shutdown;
    bool is_custom;     // items are in the attribute _queue
    bool is_overridden; // _get, _put, get_nowait or put_nowait are the program's
    int64_t unfinished;
    uint32_t join_loop; // serial of the loop that join() is bound to, 0 while none
    int64_t most;       // items; 0 or less: no limit
    Value maxsize;      // as it was given
    Value own_items;    // _queue of a class of the program that overrides _init, or UNSET
} Queue;

#define QUEUE(value) ((Queue *)(value).object)

// -- The items -----------------------------------------------------------------------

static Value *item_at(const Queue *queue, uint32_t i)
{
    return &queue->items[(queue->first + i) & (queue->capacity - 1)];
}

static bool grow(Vm *vm, Queue *queue)
{
    uint32_t capacity = queue->capacity ? 2 * queue->capacity : 8;
    Value *items = heap_buffer_resize(vm, NULL, 0, capacity * sizeof *items);
    if (!items) return false;
    for (uint32_t i = 0; i < queue->count; i++)
        items[i] = *item_at(queue, i);
    heap_buffer_free(vm, queue->items, queue->capacity * sizeof *items);
    queue->items = items;
    queue->capacity = capacity;
    queue->first = 0;
    return true;
}

static bool push(Vm *vm, Queue *queue, Value item)
{
    if (queue->count == queue->capacity && !grow(vm, queue)) return false;
    queue->count++;
    *item_at(queue, queue->count - 1) = value_keep(item);
    return true;
}

static Value pop_first(Queue *queue)
{
    Value item = *item_at(queue, 0);
    queue->first = (queue->first + 1) & (queue->capacity - 1);
    queue->count--;
    return item;
}

static Value pop_last(Queue *queue)
{
    return *item_at(queue, --queue->count);
}

static Priorities priorities(const Queue *queue)
{
    return (Priorities){&queue->items, &queue->count};
}

// _put() of our own classes. An item that cannot be compared stays where it was put.
static bool put_item(Vm *vm, Queue *queue, Value item)
{
    if (!push(vm, queue, item)) return false;
    return queue->order != QUEUE_PRIORITY ||
           priority_rise(vm, priorities(queue), 0, queue->count - 1);
}

// _get() of our own classes; the queue is not empty.
static bool get_item(Vm *vm, Queue *queue, Value *result)
{
    if (queue->order == QUEUE_FIFO) {
        *result = pop_first(queue);
        return true;
    }
    Value last = pop_last(queue);
    if (queue->order == QUEUE_LIFO || queue->count == 0) {
        *result = last;
        return true;
    }
    Value least = queue->items[0];
    queue->items[0] = last;
    if (!priority_sink(vm, priorities(queue), 0)) {
        value_drop(vm, least);
        return false;
    }
    *result = least;
    return true;
}

// -- Classes of the program ----------------------------------------------------------

static bool queue_count(Vm *vm, const Queue *queue, int64_t *count)
{
    if (!queue->is_custom) {
        *count = queue->count;
        return true;
    }
    if (value_is_unset(queue->own_items))
        return raise_error(vm, ATTRIBUTE_ERROR, "'%s' object has no attribute '_queue'",
                           type_name(queue->sync.object.type));
    return value_len(vm, queue->own_items, count);
}

static bool call_own(Vm *vm, Queue *queue, const char *name, const Value *item,
                     Value *result)
{
    return call_method(vm, value_object(queue), name, item, item ? 1 : 0, result);
}

// True if a class of the program defines that method anew.
static bool overrides(Vm *vm, const Queue *queue, const char *name)
{
    const Asyncio *asyncio = asyncio_of(vm);
    Str *key = str_intern(vm, name);
    Value own = type_lookup(vm, queue->sync.object.type, key);
    Type *const ours[] = {asyncio->queue_type, asyncio->priority_queue_type,
                          asyncio->lifo_queue_type};
    for (int i = 0; i < 3; i++)
        if (value_is(own, type_lookup(vm, ours[i], key))) return false;
    return true;
}

// -- Putting and getting -------------------------------------------------------------

static bool is_full(Vm *vm, const Queue *queue, bool *full)
{
    int64_t count = queue->count;
    if (queue->is_custom && !queue_count(vm, queue, &count)) return false;
    *full = queue->most > 0 && count >= queue->most;
    return true;
}

static bool is_empty(Vm *vm, const Queue *queue, bool *empty)
{
    int64_t count = queue->count;
    if (queue->is_custom && !queue_count(vm, queue, &count)) return false;
    *empty = count == 0;
    return true;
}

static void wake_next(Vm *vm, Waiters *waiters)
{
    Future *first;
    while ((first = waiters_take_first(waiters))) {
        bool pending = !future_is_done(first);
        if (pending) future_finish(vm, first, NONE);
        object_drop(vm, first);
        if (pending) return;
    }
}

static void wake_all(Vm *vm, Waiters *waiters)
{
    while (waiters->count > 0)
        wake_next(vm, waiters);
}

// Tells of a put or get; those who wait on either side are listed, getters first.
static void tell(Vm *vm, Queue *queue, TraceType type, uint32_t cause)
{
    enum { MOST = 64 };
    Future *waiting[MOST];
    int count = 0;
    for (uint32_t i = 0; i < queue->getters.count && count < MOST; i++)
        waiting[count++] = waiters_items(&queue->getters)[i];
    for (uint32_t i = 0; i < queue->putters.count && count < MOST; i++)
        waiting[count++] = waiters_items(&queue->putters)[i];
    sync_event(vm, &queue->sync, type, waiting, count, cause);
}

static bool put_now(Vm *vm, Queue *queue, Value item, uint32_t cause)
{
    bool full;
    if (queue->is_shutdown) return raise_with(vm, QUEUE_SHUT_DOWN, UNSET);
    if (!is_full(vm, queue, &full)) return false;
    if (full) return raise_with(vm, QUEUE_FULL, UNSET);
    if (queue->is_overridden) {
        Value ignored = UNSET;
        if (!call_own(vm, queue, "_put", &item, &ignored)) return false;
        value_drop(vm, ignored);
    } else if (!put_item(vm, queue, item)) {
        return false;
    }
    queue->unfinished++;
    if (vm->trace) tell(vm, queue, TRACE_PUT, cause);
    wake_next(vm, &queue->getters);
    return true;
}

static bool get_now(Vm *vm, Queue *queue, uint32_t cause, Value *result)
{
    bool empty;
    if (!is_empty(vm, queue, &empty)) return false;
    if (empty)
        return raise_with(vm, queue->is_shutdown ? QUEUE_SHUT_DOWN : QUEUE_EMPTY, UNSET);
    bool good = queue->is_overridden ? call_own(vm, queue, "_get", NULL, result)
                                     : get_item(vm, queue, result);
    if (!good) return false;
    if (vm->trace) tell(vm, queue, TRACE_GET, cause);
    wake_next(vm, &queue->putters);
    return true;
}

// Values of put(), get() and join().
enum { SELF, WAITING, ITEM };

static uint32_t cause_of(const NativeCoroutine *self)
{
    return value_is_unset(self->values[WAITING]) ? 0
                                                 : FUTURE(self->values[WAITING])->cause;
}

// A put() or get() whose wait failed. If it had been woken up already somebody else must
// be, as [possible] says that there is something to do.
static Stop wait_fails(Vm *vm, NativeCoroutine *self, Waiters *waiters, bool possible,
                       Value thrown)
{
    Value failure = value_keep(thrown);
    Future *future = FUTURE(self->values[WAITING]);
    bool done;
    if (!future_is_done(future) && !future_cancel(vm, future, UNSET, &done)) {
        value_drop(vm, failure);
        return STOP_RAISES;
    }
    waiters_remove(vm, waiters, future);
    if (possible && !future_is_cancelled(future)) wake_next(vm, waiters);
    exception_restore(vm, failure);
    return STOP_RAISES;
}

static Stop put_ends(Vm *vm, NativeCoroutine *self, Queue *queue, Value *result)
{
    Value item = self->values[ITEM];
    if (queue->is_overridden)
        return call_own(vm, queue, "put_nowait", &item, result) ? STOP_RETURNS
                                                                : STOP_RAISES;
    if (!put_now(vm, queue, item, cause_of(self))) return STOP_RAISES;
    return step_returns(NONE, result);
}

static Stop put_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                     Value *result)
{
    (void)sent;
    Queue *queue = QUEUE(self->values[SELF]);
    bool full;
    if (!value_is_unset(thrown)) {
        if (self->state == 0 || !is_full(vm, queue, &full))
            return step_raises(vm, thrown);
        return wait_fails(vm, self, &queue->putters, !full, thrown);
    }
    if (!is_full(vm, queue, &full)) return STOP_RAISES;
    if (!full) return put_ends(vm, self, queue, result);
    if (queue->is_shutdown) {
        raise_with(vm, QUEUE_SHUT_DOWN, UNSET);
        return STOP_RAISES;
    }
    self->state = 1;
    return waiters_wait(vm, self, WAITING, &queue->sync, &queue->putters, WAIT_QUEUE_PUT,
                        &queue->sync, result);
}

static Stop get_ends(Vm *vm, NativeCoroutine *self, Queue *queue, Value *result)
{
    bool good = queue->is_overridden ? call_own(vm, queue, "get_nowait", NULL, result)
                                     : get_now(vm, queue, cause_of(self), result);
    return good ? STOP_RETURNS : STOP_RAISES;
}

static Stop get_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                     Value *result)
{
    (void)sent;
    Queue *queue = QUEUE(self->values[SELF]);
    bool empty;
    if (!value_is_unset(thrown)) {
        if (self->state == 0 || !is_empty(vm, queue, &empty))
            return step_raises(vm, thrown);
        return wait_fails(vm, self, &queue->getters, !empty, thrown);
    }
    if (!is_empty(vm, queue, &empty)) return STOP_RAISES;
    if (!empty) return get_ends(vm, self, queue, result);
    if (queue->is_shutdown) {
        raise_with(vm, QUEUE_SHUT_DOWN, UNSET);
        return STOP_RAISES;
    }
    self->state = 1;
    return waiters_wait(vm, self, WAITING, &queue->sync, &queue->getters, WAIT_QUEUE_GET,
                        &queue->sync, result);
}

// CPython's queue has an Event for join(), which is bound to a loop of its own accord: it
// is the one that complains.
static bool join_is_here(Vm *vm, Queue *queue)
{
    Loop *loop = loop_running(vm);
    if (!loop) return false;
    if (!queue->join_loop || queue->join_loop == loop->serial) return true;
    unsigned long long id = (unsigned long long)value_id(vm, value_object(queue));
    if (!queue->joiners.count)
        return raise_error(vm, RUNTIME_ERROR,
                           "<asyncio.locks.Event object at 0x%llx [unset]> is bound to a "
                           "different event loop",
                           id);
    return raise_error(
        vm, RUNTIME_ERROR,
        "<asyncio.locks.Event object at 0x%llx [unset, waiters:%u]> is bound "
        "to a different event loop",
        id, queue->joiners.count);
}

static Stop join_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                      Value *result)
{
    (void)sent;
    Queue *queue = QUEUE(self->values[SELF]);
    if (self->state) waiters_remove(vm, &queue->joiners, FUTURE(self->values[WAITING]));
    if (!value_is_unset(thrown)) return step_raises(vm, thrown);
    if (self->state || queue->unfinished <= 0) return step_returns(NONE, result);
    if (!join_is_here(vm, queue)) return STOP_RAISES;
    self->state = 1;
    uint32_t loop = queue->sync.loop;
    queue->sync.loop = queue->join_loop;
    Stop stop = waiters_wait(vm, self, WAITING, &queue->sync, &queue->joiners,
                             WAIT_QUEUE_JOIN, &queue->sync, result);
    queue->join_loop = queue->sync.loop;
    queue->sync.loop = loop;
    return stop;
}

// `await queue.put(item)` and `await queue.get()` that need not wait, where no code of the
// program takes part.
static bool is_plain(const Queue *queue)
{
    return queue->order == QUEUE_FIFO && !queue->is_custom && !queue->is_overridden &&
           !queue->is_shutdown;
}

static Awaited await_put(Vm *vm, Value *args, Value *waiting, Value *result)
{
    (void)waiting;
    Queue *queue = QUEUE(args[0]);
    bool full = queue->most > 0 && queue->count >= queue->most;
    if (!is_plain(queue) || full || !put_now(vm, queue, args[1], 0))
        return AWAITED_ORDINARY;
    *result = NONE;
    return AWAITED_RETURNS;
}

static Awaited await_get(Vm *vm, Value *args, Value *waiting, Value *result)
{
    (void)waiting;
    Queue *queue = QUEUE(args[0]);
    if (!is_plain(queue) || !queue->count || !get_now(vm, queue, 0, result))
        return AWAITED_ORDINARY;
    return AWAITED_RETURNS;
}

static const NativeCoroutineSpec put_spec = {"put", "Queue.put", put_step, 3};
static const NativeCoroutineSpec get_spec = {"get", "Queue.get", get_step, 2};
static const NativeCoroutineSpec join_spec = {"join", "Queue.join", join_step, 2};

// -- Methods -------------------------------------------------------------------------

static bool queue_put(Vm *vm, Value *args, Value *result)
{
    const Value values[] = {args[0], UNSET, args[1]};
    *result = native_coroutine_new(vm, &put_spec, values, 3);
    return true;
}

static bool queue_get(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &get_spec, args, 1);
    return true;
}

static bool queue_join(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &join_spec, args, 1);
    return true;
}

static bool queue_put_nowait(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return put_now(vm, QUEUE(args[0]), args[1], 0);
}

static bool queue_get_nowait(Vm *vm, Value *args, Value *result)
{
    return get_now(vm, QUEUE(args[0]), 0, result);
}

static bool queue_put_item(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return put_item(vm, QUEUE(args[0]), args[1]);
}

static bool queue_get_item(Vm *vm, Value *args, Value *result)
{
    Queue *queue = QUEUE(args[0]);
    if (queue->count > 0) return get_item(vm, queue, result);
    return raise_error(vm, INDEX_ERROR,
                       queue->order == QUEUE_FIFO   ? "pop from an empty deque"
                       : queue->order == QUEUE_LIFO ? "pop from empty list"
                                                    : "index out of range");
}

static bool queue_init_items(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = NONE;
    return true;
}

static bool queue_qsize(Vm *vm, Value *args, Value *result)
{
    int64_t count;
    if (!queue_count(vm, QUEUE(args[0]), &count)) return false;
    *result = value_int(count);
    return true;
}

static bool queue_maxsize(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(QUEUE(args[0])->maxsize);
    return true;
}

static bool queue_empty(Vm *vm, Value *args, Value *result)
{
    bool empty;
    if (!is_empty(vm, QUEUE(args[0]), &empty)) return false;
    *result = value_bool(empty);
    return true;
}

static bool queue_full(Vm *vm, Value *args, Value *result)
{
    bool full;
    if (!is_full(vm, QUEUE(args[0]), &full)) return false;
    *result = value_bool(full);
    return true;
}

static bool queue_task_done(Vm *vm, Value *args, Value *result)
{
    Queue *queue = QUEUE(args[0]);
    if (queue->unfinished <= 0)
        return raise_error(vm, VALUE_ERROR, "task_done() called too many times");
    *result = NONE;
    if (--queue->unfinished > 0) return true;
    Future *const *items = waiters_items(&queue->joiners);
    for (uint32_t i = 0; i < queue->joiners.count; i++)
        if (!future_is_done(items[i])) future_finish(vm, items[i], TRUE);
    return true;
}

// shutdown(immediate=True) throws away what is left, as if it had been done.
static bool discard_items(Vm *vm, Queue *queue)
{
    bool empty;
    while (is_empty(vm, queue, &empty) && !empty) {
        Value item = UNSET;
        bool good = queue->is_overridden ? call_own(vm, queue, "_get", NULL, &item)
                                         : get_item(vm, queue, &item);
        if (!good) return false;
        value_drop(vm, item);
        if (queue->unfinished > 0) queue->unfinished--;
    }
    if (vm->halt != HALT_NONE || !value_is_unset(vm->raised)) return false;
    Future *const *items = waiters_items(&queue->joiners);
    for (uint32_t i = 0; queue->unfinished == 0 && i < queue->joiners.count; i++)
        if (!future_is_done(items[i])) future_finish(vm, items[i], TRUE);
    return true;
}

static bool queue_shutdown(Vm *vm, Value *args, Value *result)
{
    Queue *queue = QUEUE(args[0]);
    bool immediate;
    if (!value_truth(vm, args[1], &immediate)) return false;
    queue->is_shutdown = true;
    if (immediate && !discard_items(vm, queue)) return false;
    wake_all(vm, &queue->getters);
    wake_all(vm, &queue->putters);
    *result = NONE;
    return true;
}

// The attribute _queue: what a class of the program keeps there, else a list of the items.
static bool queue_items(Vm *vm, Value *args, Value *result)
{
    const Queue *queue = QUEUE(args[0]);
    if (!value_is_unset(queue->own_items)) {
        *result = value_keep(queue->own_items);
        return true;
    }
    List *list = list_new(vm);
    for (uint32_t i = 0; i < queue->count; i++) {
        if (list_append(vm, list, *item_at(queue, i))) continue;
        object_drop(vm, list);
        return false;
    }
    *result = value_object(list);
    return true;
}

static bool queue_set_items(Vm *vm, Value *args, Value *result)
{
    value_set(vm, &QUEUE(args[0])->own_items, value_keep(args[1]));
    *result = NONE;
    return true;
}

// -- Making and showing --------------------------------------------------------------

// The maxsize= argument as a number of items.
static bool queue_limit(Vm *vm, Value given, int64_t *most)
{
    // Only for its TypeError: `maxsize <= 0`.
    Value compared;
    if (!value_compare(vm, COMPARE_LE, given, value_int(0), &compared)) return false;
    value_drop(vm, compared);
    if (given.kind == VALUE_FLOAT) {
        // As count >= maxsize compares: 1.5 items are two.
        *most = given.number >= 9e18 ? INT64_MAX : (int64_t)given.number;
        if ((double)*most < given.number && *most < INT64_MAX) ++*most;
        return true;
    }
    return arg_int(vm, given, most);
}

static bool queue_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    const Asyncio *asyncio = asyncio_of(vm);
    Queue *queue = object_new(vm, type);
    queue->order = type_is_subtype(type, asyncio->priority_queue_type) ? QUEUE_PRIORITY
                   : type_is_subtype(type, asyncio->lifo_queue_type)   ? QUEUE_LIFO
                                                                       : QUEUE_FIFO;
    if (!(type->flags & TYPE_NATIVE)) {
        queue->is_custom = overrides(vm, queue, "_init");
        queue->is_overridden = queue->is_custom || overrides(vm, queue, "_get") ||
                               overrides(vm, queue, "_put") ||
                               overrides(vm, queue, "put_nowait") ||
                               overrides(vm, queue, "get_nowait");
    }
    *result = value_object(queue);
    return true;
}

static bool queue_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Queue.__init__", "self, maxsize=0", NULL,
                                    NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!sync_bind(vm, &spec, self, arguments, args)) return false;
    Queue *queue = QUEUE(self);
    bool good = queue_limit(vm, args[1], &queue->most);
    if (good) {
        value_set(vm, &queue->maxsize, value_keep(args[1]));
        if (!queue->sync.id)
            sync_begin(vm, &queue->sync, WAIT_QUEUE_GET, "queue",
                       queue->most > 0 ? queue->most : -1);
    }
    if (good && queue->is_custom) {
        Value ignored = UNSET;
        good = call_own(vm, queue, "_init", &queue->maxsize, &ignored);
        value_drop(vm, ignored);
    }
    arguments_unbind(vm, &spec, args);
    return good;
}

static void queue_release(Vm *vm, Object *self)
{
    Queue *queue = (Queue *)self;
    while (queue->count > 0)
        value_drop(vm, pop_last(queue));
    heap_buffer_free(vm, queue->items, queue->capacity * sizeof *queue->items);
    queue->items = NULL;
    queue->capacity = 0;
    value_clear(vm, &queue->maxsize);
    value_clear(vm, &queue->own_items);
    waiters_release(vm, &queue->getters);
    waiters_release(vm, &queue->putters);
    waiters_release(vm, &queue->joiners);
    sync_release(vm, &queue->sync);
}

// " _queue=[...]", for a queue that has items.
static bool add_items(Vm *vm, Value self, Text *text)
{
    const Queue *queue = QUEUE(self);
    Value items = UNSET;
    int64_t count;
    if (!queue_count(vm, queue, &count)) return false;
    if (count == 0) return true;
    if (!queue_items(vm, &self, &items)) return false;
    Value list = UNSET;
    bool good = list_from_iterable(vm, items, &list);
    text_add(text, " _queue=");
    good = good && text_add_repr(vm, text, list);
    value_drop(vm, list);
    value_drop(vm, items);
    return good;
}

static bool add_state(Vm *vm, Value self, Text *text)
{
    const Queue *queue = QUEUE(self);
    text_add(text, "maxsize=");
    if (!text_add_repr(vm, text, queue->maxsize)) return false;
    if (!add_items(vm, self, text)) return false;
    if (queue->getters.count) text_addf(text, " _getters[%u]", queue->getters.count);
    if (queue->putters.count) text_addf(text, " _putters[%u]", queue->putters.count);
    if (queue->unfinished) text_addf(text, " tasks=%lld", (long long)queue->unfinished);
    if (queue->is_shutdown) text_add(text, " shutdown");
    text_add_char(text, '>');
    return true;
}

static bool queue_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_addf(&text, "<%s at 0x%llx ", value_type_name(vm, self),
              (unsigned long long)value_id(vm, self));
    if (add_state(vm, self, &text)) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static bool queue_str(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_addf(&text, "<%s ", value_type_name(vm, self));
    if (add_state(vm, self, &text)) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static const NativeSpec queue_methods[] = {
    {"put", "self, item", queue_put, NATIVE_PYTHON, await_put},
    {"get", "self", queue_get, NATIVE_PYTHON, await_get},
    {"put_nowait", "self, item", queue_put_nowait, NATIVE_PYTHON},
    {"get_nowait", "self", queue_get_nowait, NATIVE_PYTHON},
    {"task_done", "self", queue_task_done, NATIVE_PYTHON},
    {"join", "self", queue_join, NATIVE_PYTHON},
    {"shutdown", "self, immediate=False", queue_shutdown, NATIVE_PYTHON},
    {"qsize", "self", queue_qsize, NATIVE_PYTHON},
    {"empty", "self", queue_empty, NATIVE_PYTHON},
    {"full", "self", queue_full, NATIVE_PYTHON},
    {"maxsize", "self", queue_maxsize, NATIVE_PROPERTY},
    {"_queue", "self", queue_items, NATIVE_PROPERTY},
    {"_queue", "self, value", queue_set_items, NATIVE_SETTER},
    {"_init", "self, maxsize", queue_init_items, NATIVE_PYTHON},
    {"_put", "self, item", queue_put_item, NATIVE_PYTHON},
    {"_get", "self", queue_get_item, NATIVE_PYTHON},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

static const TypeSpec queue_type_spec = {
    .name = "Queue",
    .module = "asyncio.queues",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Queue),
    .slots = {.create = queue_create,
              .init = queue_init,
              .release = queue_release,
              .repr = queue_repr,
              .str = queue_str},
    .methods = queue_methods,
    .has_attributes = true,
};

static const TypeSpec priority_queue_spec = {.name = "PriorityQueue",
                                             .module = "asyncio.queues",
                                             .layout = LAYOUT_OTHER,
                                             .size = sizeof(Queue)};
static const TypeSpec lifo_queue_spec = {.name = "LifoQueue",
                                         .module = "asyncio.queues",
                                         .layout = LAYOUT_OTHER,
                                         .size = sizeof(Queue)};

void queues_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->queue_type = type_new(vm, &queue_type_spec, NULL);
    asyncio->priority_queue_type =
        type_new(vm, &priority_queue_spec, asyncio->queue_type);
    asyncio->lifo_queue_type = type_new(vm, &lifo_queue_spec, asyncio->queue_type);
    static const struct {
        const char *name;
        ExceptionKind kind;
    } errors[] = {{"QueueEmpty", QUEUE_EMPTY},
                  {"QueueFull", QUEUE_FULL},
                  {"QueueShutDown", QUEUE_SHUT_DOWN}};
    for (int i = 0; i < 3; i++)
        module_set(vm, module, errors[i].name,
                   value_keep(value_object(exception_type(vm, errors[i].kind))));
    module_set(vm, module, "Queue", value_keep(value_object(asyncio->queue_type)));
    module_set(vm, module, "PriorityQueue",
               value_keep(value_object(asyncio->priority_queue_type)));
    module_set(vm, module, "LifoQueue",
               value_keep(value_object(asyncio->lifo_queue_type)));
}
