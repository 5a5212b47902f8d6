// queue.c -- Queue, LifoQueue and PriorityQueue, as Lib/queue.py of CPython 3.13 has them.
//
// The items are in the attribute queue, a deque or a list, where programs look at them and
// where a class of the program that overrides _init keeps its own. The mutex is taken as in
// CPython, since comparing items may take the program's time.

#include "threads/modules.h"
#include "threads/queue_items.h"
#include "threads/thread_conditions.h"
#include "vm/copying.h"
#include "vm/iterators.h"

typedef struct QueueObject {
    ThreadSync sync;
    bool is_shutdown;
    bool is_own; // a class of the program: _put and the like are called by name
    QueueOrder order;
    int64_t unfinished;
    Value maxsize, items; // UNSET before __init__
    ThreadLock *mutex;    // NULL before __init__
    WaitList getters, putters, joiners;
    uint32_t came, went; // events of the last put and get
} QueueObject;

#define QUEUE(value) ((QueueObject *)(value).object)

// ---- The items, as a class of the program may have them ----

static bool own_method(Vm *vm, QueueObject *queue, const char *name, const Value *value,
                       Value *result)
{
    return call_method(vm, value_object(queue), name, value, value ? 1 : 0, result);
}

static bool count_items(Vm *vm, QueueObject *queue, int64_t *count)
{
    if (!queue->is_own) return value_len(vm, queue->items, count);
    Value answer = UNSET;
    if (!own_method(vm, queue, "_qsize", NULL, &answer)) return false;
    bool ok = arg_int(vm, answer, count);
    value_drop(vm, answer);
    return ok;
}

static bool put_item(Vm *vm, QueueObject *queue, Value item)
{
    if (!queue->is_own) return queue_items_put(vm, queue->items, queue->order, item);
    Value ignored = UNSET;
    if (!own_method(vm, queue, "_put", &item, &ignored)) return false;
    value_drop(vm, ignored);
    return true;
}

static bool get_item(Vm *vm, QueueObject *queue, Value *item)
{
    if (!queue->is_own) return queue_items_get(vm, queue->items, queue->order, item);
    return own_method(vm, queue, "_get", NULL, item);
}

// ---- The mutex ----

static bool enter(Vm *vm, QueueObject *queue)
{
    if (!queue->mutex)
        return raise_error(vm, ATTRIBUTE_ERROR, "'%s' object has no attribute 'mutex'",
                           type_name(queue->sync.object.type));
    return thread_lock_enter(vm, queue->mutex);
}

static bool leave(Vm *vm, QueueObject *queue, bool ok)
{
    if (!vm->halt && queue->mutex->count) thread_lock_give_all(vm, queue->mutex);
    return ok && !vm->halt;
}

static bool pause(Vm *vm, QueueObject *queue, WaitList *list, SimTime left,
                  const char *what)
{
    bool woken;
    return thread_condition_wait(vm, queue->mutex, list, left, what, &woken);
}

static uint32_t tell(Vm *vm, QueueObject *queue, TraceType type, uint32_t cause)
{
    return thread_sync_event(vm, &queue->sync, type, &queue->getters, &queue->putters,
                             cause);
}

// ---- Putting ----

static bool raise_plain(Vm *vm, ExceptionKind kind)
{
    return raise_with(vm, kind, UNSET);
}

static bool is_full(Vm *vm, QueueObject *queue, bool *full)
{
    int64_t count;
    Value most = queue->maxsize;
    bool limited;
    if (!value_less(vm, value_int(0), most, &limited)) return false;
    *full = false;
    if (!limited) return true;
    if (!count_items(vm, queue, &count)) return false;
    bool has_room;
    if (!value_less(vm, value_int(count), most, &has_room)) return false;
    *full = !has_room;
    return true;
}

// How long put() or get() may wait; 0: not at all.
static bool patience(Vm *vm, Value block, Value timeout, SimTime *most)
{
    bool blocks;
    if (!value_truth(vm, block, &blocks)) return false;
    *most = 0;
    if (!blocks) return true;
    if (!timeout_from(vm, timeout, most)) return false;
    return *most >= 0 ||
           raise_error(vm, VALUE_ERROR, "'timeout' must be a non-negative number");
}

static bool wait_for_room(Vm *vm, QueueObject *queue, Value block, Value timeout,
                          bool *has_waited)
{
    bool full, limited;
    SimTime most;
    if (queue->is_shutdown) return raise_plain(vm, THREAD_QUEUE_SHUT_DOWN);
    if (!value_less(vm, value_int(0), queue->maxsize, &limited)) return false;
    if (!limited) return true;
    if (!patience(vm, block, timeout, &most)) return false;
    SimTime deadline = deadline_after(vm, most);
    for (;;) {
        if (!is_full(vm, queue, &full)) return false;
        if (!full) return true;
        SimTime left = deadline_left(vm, deadline);
        if (left <= 0) return raise_plain(vm, THREAD_QUEUE_FULL);
        if (!pause(vm, queue, &queue->putters, left, "queue.put")) return false;
        *has_waited = true;
        if (queue->is_shutdown) return raise_plain(vm, THREAD_QUEUE_SHUT_DOWN);
    }
}

static bool queue_put(Vm *vm, QueueObject *queue, Value item, Value block, Value timeout)
{
    bool has_waited = false;
    if (!enter(vm, queue)) return false;
    bool ok = wait_for_room(vm, queue, block, timeout, &has_waited) &&
              put_item(vm, queue, item);
    if (ok) {
        queue->unfinished++;
        queue->came = tell(vm, queue, TRACE_THREAD_PUT, has_waited ? queue->went : 0);
        wait_list_wake(vm, &queue->getters);
    }
    return leave(vm, queue, ok);
}

static bool method_put(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return queue_put(vm, QUEUE(args[0]), args[1], args[2], args[3]);
}

static bool method_put_nowait(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return queue_put(vm, QUEUE(args[0]), args[1], FALSE, NONE);
}

// ---- Getting ----

static bool is_over(Vm *vm, QueueObject *queue)
{
    int64_t count;
    if (!queue->is_shutdown) return false;
    if (!count_items(vm, queue, &count)) return true;
    if (count) return false;
    raise_plain(vm, THREAD_QUEUE_SHUT_DOWN);
    return true;
}

static bool wait_for_item(Vm *vm, QueueObject *queue, Value block, Value timeout,
                          bool *has_waited)
{
    SimTime most;
    int64_t count;
    if (is_over(vm, queue) || !patience(vm, block, timeout, &most)) return false;
    SimTime deadline = deadline_after(vm, most);
    for (;;) {
        if (!count_items(vm, queue, &count)) return false;
        if (count) return true;
        SimTime left = deadline_left(vm, deadline);
        if (left <= 0) return raise_plain(vm, THREAD_QUEUE_EMPTY);
        if (!pause(vm, queue, &queue->getters, left, "queue.get")) return false;
        *has_waited = true;
        if (is_over(vm, queue)) return false;
    }
}

static bool queue_get(Vm *vm, QueueObject *queue, Value block, Value timeout,
                      Value *result)
{
    bool has_waited = false;
    if (!enter(vm, queue)) return false;
    bool ok = wait_for_item(vm, queue, block, timeout, &has_waited) &&
              get_item(vm, queue, result);
    if (ok) {
        queue->went = tell(vm, queue, TRACE_THREAD_GET, has_waited ? queue->came : 0);
        wait_list_wake(vm, &queue->putters);
    }
    return leave(vm, queue, ok);
}

static bool method_get(Vm *vm, Value *args, Value *result)
{
    return queue_get(vm, QUEUE(args[0]), args[1], args[2], result);
}

static bool method_get_nowait(Vm *vm, Value *args, Value *result)
{
    return queue_get(vm, QUEUE(args[0]), FALSE, NONE, result);
}

// ---- Tasks that are done, and the end ----

static bool method_task_done(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = QUEUE(args[0]);
    *result = NONE;
    if (!enter(vm, queue)) return false;
    bool ok = queue->unfinished > 0 ||
              raise_error(vm, VALUE_ERROR, "task_done() called too many times");
    if (ok && --queue->unfinished == 0) wait_list_wake_all(vm, &queue->joiners);
    return leave(vm, queue, ok);
}

static bool method_join(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = QUEUE(args[0]);
    *result = NONE;
    if (!enter(vm, queue)) return false;
    bool ok = true;
    while (ok && queue->unfinished)
        ok = pause(vm, queue, &queue->joiners, SIMTIME_NEVER, "queue.join");
    return leave(vm, queue, ok);
}

static bool drop_items(Vm *vm, QueueObject *queue)
{
    for (int64_t count;;) {
        if (!count_items(vm, queue, &count)) return false;
        if (!count) break;
        Value item = UNSET;
        if (!get_item(vm, queue, &item)) return false;
        value_drop(vm, item);
        if (queue->unfinished > 0) queue->unfinished--;
    }
    wait_list_wake_all(vm, &queue->joiners);
    return true;
}

static bool method_shutdown(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = QUEUE(args[0]);
    bool immediate;
    *result = NONE;
    if (!value_truth(vm, args[1], &immediate) || !enter(vm, queue)) return false;
    queue->is_shutdown = true;
    bool ok = !immediate || drop_items(vm, queue);
    if (ok) {
        wait_list_wake_all(vm, &queue->getters);
        wait_list_wake_all(vm, &queue->putters);
    }
    return leave(vm, queue, ok);
}

// ---- Looking ----

static bool method_qsize(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = QUEUE(args[0]);
    int64_t count = 0;
    if (!enter(vm, queue)) return false;
    bool ok = leave(vm, queue, count_items(vm, queue, &count));
    *result = value_int(count);
    return ok;
}

static bool method_empty(Vm *vm, Value *args, Value *result)
{
    if (!method_qsize(vm, args, result)) return false;
    *result = value_bool(result->integer == 0);
    return true;
}

static bool method_full(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = QUEUE(args[0]);
    bool full = false;
    if (!enter(vm, queue)) return false;
    bool ok = leave(vm, queue, is_full(vm, queue, &full));
    *result = value_bool(full);
    return ok;
}

// ---- What a class of the program may override ----

static bool method_init(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = QUEUE(args[0]);
    *result = NONE;
    Value items = UNSET;
    if (!queue_items_new(vm, queue->order, &items)) return false;
    value_set(vm, &queue->items, items);
    return true;
}

static bool has_items(Vm *vm, const QueueObject *queue)
{
    if (!value_is_unset(queue->items)) return true;
    return raise_error(vm, ATTRIBUTE_ERROR, "'%s' object has no attribute 'queue'",
                       type_name(queue->sync.object.type));
}

static bool method_count(Vm *vm, Value *args, Value *result)
{
    int64_t count;
    if (!has_items(vm, QUEUE(args[0])) || !value_len(vm, QUEUE(args[0])->items, &count))
        return false;
    *result = value_int(count);
    return true;
}

static bool method_put_item(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = QUEUE(args[0]);
    *result = NONE;
    return has_items(vm, queue) &&
           queue_items_put(vm, queue->items, queue->order, args[1]);
}

static bool method_get_item(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = QUEUE(args[0]);
    return has_items(vm, queue) &&
           queue_items_get(vm, queue->items, queue->order, result);
}

// ---- Attributes ----

static bool get_items(Vm *vm, Value *args, Value *result)
{
    if (!has_items(vm, QUEUE(args[0]))) return false;
    *result = value_keep(QUEUE(args[0])->items);
    return true;
}

static bool set_items(Vm *vm, Value *args, Value *result)
{
    value_set(vm, &QUEUE(args[0])->items, value_keep(args[1]));
    *result = NONE;
    return true;
}

static bool get_maxsize(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(QUEUE(args[0])->maxsize);
    return true;
}

static bool set_maxsize(Vm *vm, Value *args, Value *result)
{
    value_set(vm, &QUEUE(args[0])->maxsize, value_keep(args[1]));
    *result = NONE;
    return true;
}

static bool get_unfinished(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(QUEUE(args[0])->unfinished);
    return true;
}

static bool get_mutex(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = QUEUE(args[0]);
    (void)vm;
    *result = queue->mutex ? value_keep(value_object(queue->mutex)) : NONE;
    return true;
}

static bool get_is_shutdown(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(QUEUE(args[0])->is_shutdown);
    return true;
}

// ---- Making ----

static bool queue_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    Threads *threads = threads_of(vm);
    QueueObject *queue = object_new(vm, type);
    queue->maxsize = value_int(0);
    queue->items = UNSET;
    queue->order = type_is_subtype(type, threads->lifo_queue_type)       ? ORDER_LIFO
                   : type_is_subtype(type, threads->priority_queue_type) ? ORDER_PRIORITY
                                                                         : ORDER_FIFO;
    queue->is_own = !(type->flags & TYPE_NATIVE);
    queue->getters.of = queue->putters.of = queue->joiners.of = &queue->sync;
    *result = value_object(queue);
    return true;
}

static bool queue_begin(Vm *vm, QueueObject *queue, Value maxsize)
{
    int64_t most = 0;
    value_set(vm, &queue->maxsize, value_keep(maxsize));
    if (value_is_int(maxsize)) most = maxsize.integer;
    thread_sync_begin(vm, &queue->sync, "queue", most > 0 ? most : -1);
    if (!queue->mutex) queue->mutex = thread_lock_new(vm, &queue->sync, false);
    queue->mutex->sync.is_silent = true;
    Value self = value_object(queue), ignored = UNSET;
    bool ok = queue->is_own ? own_method(vm, queue, "_init", &maxsize, &ignored)
                            : method_init(vm, &self, &ignored);
    value_drop(vm, ignored);
    return ok;
}

static bool queue_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Queue.__init__", "self, maxsize=0", NULL,
                                    NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    bool ok = queue_begin(vm, QUEUE(self), args[1]);
    arguments_unbind(vm, &spec, args);
    return ok;
}

static void queue_release(Vm *vm, Object *self)
{
    QueueObject *queue = (QueueObject *)self;
    value_clear(vm, &queue->items);
    value_clear(vm, &queue->maxsize);
    if (queue->mutex) queue->mutex->sync.whole = NULL;
    object_drop(vm, queue->mutex);
    queue->mutex = NULL;
    thread_sync_release(vm, &queue->sync);
}

static const NativeSpec queue_methods[] = {
    {"put", "self, item, block=True, timeout=None", method_put, NATIVE_PYTHON},
    {"get", "self, block=True, timeout=None", method_get, NATIVE_PYTHON},
    {"put_nowait", "self, item", method_put_nowait, NATIVE_PYTHON},
    {"get_nowait", "self", method_get_nowait, NATIVE_PYTHON},
    {"task_done", "self", method_task_done, NATIVE_PYTHON},
    {"join", "self", method_join, NATIVE_PYTHON},
    {"shutdown", "self, immediate=False", method_shutdown, NATIVE_PYTHON},
    {"qsize", "self", method_qsize, NATIVE_PYTHON},
    {"empty", "self", method_empty, NATIVE_PYTHON},
    {"full", "self", method_full, NATIVE_PYTHON},
    {"_init", "self, maxsize", method_init, NATIVE_PYTHON},
    {"_qsize", "self", method_count, NATIVE_PYTHON},
    {"_put", "self, item", method_put_item, NATIVE_PYTHON},
    {"_get", "self", method_get_item, NATIVE_PYTHON},
    {"queue", "self", get_items, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"queue", "self, value", set_items, NATIVE_PYTHON | NATIVE_SETTER},
    {"maxsize", "self", get_maxsize, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"maxsize", "self, value", set_maxsize, NATIVE_PYTHON | NATIVE_SETTER},
    {"unfinished_tasks", "self", get_unfinished, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"mutex", "self", get_mutex, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"is_shutdown", "self", get_is_shutdown, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

static void queue_copy(Copying *copying, Object *copy)
{
    QueueObject *queue = QUEUE(value_object(copy));
    thread_sync_copy(copying, &queue->sync);
    copying_value(copying, &queue->maxsize);
    copying_value(copying, &queue->items);
    copying_object(copying, &queue->mutex);
    const WaitList none = {.of = &queue->sync};
    queue->getters = queue->putters = queue->joiners = none;
    queue->came = queue->went = 0;
}

static const TypeSpec queue_spec = {
    .name = "Queue",
    .module = "queue",
    .layout = LAYOUT_OTHER,
    .size = sizeof(QueueObject),
    .slots = {.create = queue_create,
              .init = queue_init,
              .copy = queue_copy,
              .release = queue_release},
    .methods = queue_methods,
    .has_attributes = true,
};

static const TypeSpec lifo_spec = {
    .name = "LifoQueue", .module = "queue", .layout = LAYOUT_OTHER};
static const TypeSpec priority_spec = {
    .name = "PriorityQueue", .module = "queue", .layout = LAYOUT_OTHER};

// ---- SimpleQueue ----

static const NativeSpec simple_methods[] = {
    {"put", "self, item, block=True, timeout=None", method_put, 0},
    {"get", "self, block=True, timeout=None", method_get, 0},
    {"put_nowait", "self, item", method_put_nowait, 0},
    {"get_nowait", "self", method_get_nowait, 0},
    {"qsize", "self", method_qsize, 0},
    {"empty", "self", method_empty, 0},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

static bool simple_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    if (!queue_create(vm, type, arguments, result)) return false;
    QueueObject *queue = QUEUE(*result);
    queue->is_own = false;
    if (queue_begin(vm, queue, value_int(0))) return true;
    value_drop(vm, *result);
    return false;
}

static const TypeSpec simple_spec = {
    .name = "SimpleQueue",
    .module = "_queue",
    .layout = LAYOUT_OTHER,
    .size = sizeof(QueueObject),
    .flags = TYPE_DOTTED,
    .slots = {.create = simple_create, .copy = queue_copy, .release = queue_release},
    .methods = simple_methods,
};

// ---- The module ----

static void add_exception(Vm *vm, Module *module, const char *name, ExceptionKind kind)
{
    module_set(vm, module, name, value_keep(value_object(exception_type(vm, kind))));
}

Module *queue_module(Vm *vm)
{
    if (!module_import(vm, "threading") || !module_import(vm, "collections")) return NULL;
    Threads *threads = threads_of(vm);
    Module *module = module_new(vm, "queue", NULL);
    Type *queue = module_type(vm, module, &queue_spec, NULL);
    threads->lifo_queue_type = module_type(vm, module, &lifo_spec, queue);
    threads->priority_queue_type = module_type(vm, module, &priority_spec, queue);
    module_type(vm, module, &simple_spec, NULL);
    add_exception(vm, module, "Empty", THREAD_QUEUE_EMPTY);
    add_exception(vm, module, "Full", THREAD_QUEUE_FULL);
    add_exception(vm, module, "ShutDown", THREAD_QUEUE_SHUT_DOWN);
    return module;
}
