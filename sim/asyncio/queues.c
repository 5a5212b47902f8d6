// queues.c -- Queue, LifoQueue and PriorityQueue: the classes and their methods.

#include "asyncio/queues.h"

#include "asyncio/locks.h"
#include "asyncio/queue.h"
#include "vm/iterators.h"

#include <string.h>

// -- Classes of the program ----------------------------------------------------------

bool queue_count(Vm *vm, const Queue *queue, int64_t *count)
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

bool queue_call_own(Vm *vm, Queue *queue, const char *name, const Value *item,
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

bool queue_is_full(Vm *vm, const Queue *queue, bool *full)
{
    int64_t count = queue->count;
    if (queue->is_custom && !queue_count(vm, queue, &count)) return false;
    *full = queue->most > 0 && count >= queue->most;
    return true;
}

bool queue_is_empty(Vm *vm, const Queue *queue, bool *empty)
{
    int64_t count = queue->count;
    if (queue->is_custom && !queue_count(vm, queue, &count)) return false;
    *empty = count == 0;
    return true;
}

// -- Methods -------------------------------------------------------------------------

static bool method_put_nowait(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return queue_put_now(vm, QUEUE(args[0]), args[1], 0);
}

static bool method_get_nowait(Vm *vm, Value *args, Value *result)
{
    return queue_get_now(vm, QUEUE(args[0]), 0, result);
}

static bool method_put_item(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return queue_put_item(vm, QUEUE(args[0]), args[1]);
}

static bool method_get_item(Vm *vm, Value *args, Value *result)
{
    Queue *queue = QUEUE(args[0]);
    if (queue->count > 0) return queue_get_item(vm, queue, result);
    return raise_error(vm, INDEX_ERROR,
                       queue->order == QUEUE_FIFO   ? "pop from an empty deque"
                       : queue->order == QUEUE_LIFO ? "pop from empty list"
                                                    : "index out of range");
}

static bool method_init_items(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = NONE;
    return true;
}

static bool method_qsize(Vm *vm, Value *args, Value *result)
{
    int64_t count;
    if (!queue_count(vm, QUEUE(args[0]), &count)) return false;
    *result = value_int(count);
    return true;
}

static bool method_maxsize(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(QUEUE(args[0])->maxsize);
    return true;
}

static bool method_empty(Vm *vm, Value *args, Value *result)
{
    bool empty;
    if (!queue_is_empty(vm, QUEUE(args[0]), &empty)) return false;
    *result = value_bool(empty);
    return true;
}

static bool method_full(Vm *vm, Value *args, Value *result)
{
    bool full;
    if (!queue_is_full(vm, QUEUE(args[0]), &full)) return false;
    *result = value_bool(full);
    return true;
}

static bool method_task_done(Vm *vm, Value *args, Value *result)
{
    Queue *queue = QUEUE(args[0]);
    if (queue->unfinished <= 0)
        return raise_error(vm, VALUE_ERROR, "task_done() called too many times");
    *result = NONE;
    if (--queue->unfinished > 0) return true;
    Future *const *items = waiters_items(&queue->joiners);
    for (uint32_t i = 0; i < queue->joiners.count; i++)
        if (!future_is_done(items[i]) && !future_finish(vm, items[i], TRUE)) return false;
    return true;
}

// shutdown(immediate=True) throws away what is left, as if it had been done.
static bool discard_items(Vm *vm, Queue *queue)
{
    bool empty;
    while (queue_is_empty(vm, queue, &empty) && !empty) {
        Value item = UNSET;
        bool good = queue->is_overridden ? queue_call_own(vm, queue, "_get", NULL, &item)
                                         : queue_get_item(vm, queue, &item);
        if (!good) return false;
        value_drop(vm, item);
        if (queue->unfinished > 0) queue->unfinished--;
    }
    if (vm->halt != HALT_NONE || !value_is_unset(vm->raised)) return false;
    Future *const *items = waiters_items(&queue->joiners);
    for (uint32_t i = 0; queue->unfinished == 0 && i < queue->joiners.count; i++)
        if (!future_is_done(items[i]) && !future_finish(vm, items[i], TRUE)) return false;
    return true;
}

static bool method_shutdown(Vm *vm, Value *args, Value *result)
{
    Queue *queue = QUEUE(args[0]);
    bool immediate;
    if (!value_truth(vm, args[1], &immediate)) return false;
    queue->is_shutdown = true;
    if (immediate && !discard_items(vm, queue)) return false;
    *result = NONE;
    return queue_wake_all(vm, &queue->getters) && queue_wake_all(vm, &queue->putters);
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
        if (list_append(vm, list, *queue_item_at(queue, i))) continue;
        object_drop(vm, list);
        return false;
    }
    *result = value_object(list);
    return true;
}

static bool method_set_items(Vm *vm, Value *args, Value *result)
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
        good = queue_call_own(vm, queue, "_init", &queue->maxsize, &ignored);
        value_drop(vm, ignored);
    }
    arguments_unbind(vm, &spec, args);
    return good;
}

static void queue_release(Vm *vm, Object *self)
{
    Queue *queue = (Queue *)self;
    queue_drop_items(vm, queue);
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
    {"put", "self, item", queue_put, NATIVE_PYTHON, queue_await_put},
    {"get", "self", queue_get, NATIVE_PYTHON, queue_await_get},
    {"put_nowait", "self, item", method_put_nowait, NATIVE_PYTHON},
    {"get_nowait", "self", method_get_nowait, NATIVE_PYTHON},
    {"task_done", "self", method_task_done, NATIVE_PYTHON},
    {"join", "self", queue_join, NATIVE_PYTHON},
    {"shutdown", "self, immediate=False", method_shutdown, NATIVE_PYTHON},
    {"qsize", "self", method_qsize, NATIVE_PYTHON},
    {"empty", "self", method_empty, NATIVE_PYTHON},
    {"full", "self", method_full, NATIVE_PYTHON},
    {"maxsize", "self", method_maxsize, NATIVE_PROPERTY},
    {"_queue", "self", queue_items, NATIVE_PROPERTY},
    {"_queue", "self, value", method_set_items, NATIVE_SETTER},
    {"_init", "self, maxsize", method_init_items, NATIVE_PYTHON},
    {"_put", "self, item", method_put_item, NATIVE_PYTHON},
    {"_get", "self", method_get_item, NATIVE_PYTHON},
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
