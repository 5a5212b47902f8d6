// mp_queues.c -- multiprocessing's Queue, JoinableQueue and SimpleQueue, as Lib/
// multiprocessing/queues.py of CPython 3.13 has them.
//
// A Queue of CPython pickles in a thread of its own, so what cannot be pickled is reported
// there and is lost; a SimpleQueue raises.

#include "threads/mp.h"
#include "threads/sync_object.h"
#include "vm/exception.h"
#include "vm/heap.h"

typedef struct QueueObject {
    ThreadSync sync;
    Message **items; // a ring of [room], of which [count] from [first] on
    uint32_t room, first, count;
    int64_t most; // 0: no limit
    int64_t unfinished;
    WaitList getters, putters, joiners;
    uint32_t came, went; // events of the last put and get
} QueueObject;

static QueueObject *queue_of(Value v)
{
    return (QueueObject *)v.object;
}

// What happens to it, with all that wait for it; [waited]: for the event [cause].
static uint32_t tell(Vm *vm, QueueObject *queue, TraceType type, bool waited,
                     uint32_t cause)
{
    return thread_sync_event(vm, &queue->sync, type, &queue->getters, &queue->putters,
                             waited ? cause : 0);
}

static bool queue_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    if (!create_zeroed(vm, type, arguments, result)) return false;
    QueueObject *queue = queue_of(*result);
    queue->getters.of = queue->putters.of = queue->joiners.of = &queue->sync;
    return true;
}

// Takes [item] over, also if the run is halted, as the queue would pass the memory limit.
static bool add_item(Vm *vm, QueueObject *queue, Message *item, bool waited)
{
    if (queue->count == queue->room) {
        uint32_t room = queue->room ? queue->room * 2 : 8;
        Message **items = heap_buffer_resize(vm, NULL, 0, room * sizeof *items);
        if (!items) {
            message_free(vm, item);
            return false;
        }
        for (uint32_t i = 0; i < queue->count; i++)
            items[i] = queue->items[(queue->first + i) % queue->room];
        heap_buffer_free(vm, queue->items, queue->room * sizeof *items);
        queue->items = items;
        queue->room = room;
        queue->first = 0;
    }
    queue->items[(queue->first + queue->count++) % queue->room] = item;
    queue->came = tell(vm, queue, TRACE_THREAD_PUT, waited, queue->went);
    wait_list_wake(vm, &queue->getters);
    return true;
}

static Message *take_item(QueueObject *queue)
{
    Message *item = queue->items[queue->first];
    queue->first = (queue->first + 1) % queue->room;
    queue->count--;
    return item;
}

static void queue_release(Vm *vm, Object *self)
{
    QueueObject *queue = (QueueObject *)self;
    while (queue->count)
        message_free(vm, take_item(queue));
    heap_buffer_free(vm, queue->items, queue->room * sizeof *queue->items);
    queue->items = NULL;
    queue->room = 0;
    thread_sync_release(vm, &queue->sync);
}

static bool queue_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Queue", "self, maxsize=0", NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    int64_t most;
    bool ok = arg_int(vm, args[1], &most);
    if (ok) queue_of(self)->most = most > 0 ? most : 0;
    if (ok) thread_sync_begin(vm, &queue_of(self)->sync, "queue", most > 0 ? most : -1);
    arguments_unbind(vm, &spec, args);
    return ok;
}

static bool simple_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"SimpleQueue.__init__", "self", NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    thread_sync_begin(vm, &queue_of(self)->sync, "queue", -1);
    arguments_unbind(vm, &spec, args);
    return true;
}

// ---- Putting ----

static bool is_full(const QueueObject *queue)
{
    return queue->most && queue->count >= queue->most;
}

// Blocks or not: the time to wait that both arguments come to.
static bool time_to_wait(Vm *vm, Value block, Value given, SimTime *timeout)
{
    bool blocks;
    if (!value_truth(vm, block, &blocks) || !timeout_from(vm, given, timeout))
        return false;
    if (!blocks) *timeout = 0;
    return true;
}

static bool wait_for_room(Vm *vm, QueueObject *queue, SimTime timeout, bool *waited)
{
    SimTime deadline = deadline_after(vm, timeout);
    *waited = false;
    for (bool woken = true; is_full(queue); *waited = true) {
        if (!woken) return raise_of_queue(vm, "Full");
        if (!thread_running_waits(vm, &queue->putters, deadline_left(vm, deadline),
                                  "queue.put", &woken))
            return false;
    }
    return true;
}

// What CPython's feeder thread does with what cannot be pickled.
static bool report_lost(Vm *vm)
{
    if (vm->halt) return false;
    Value exception = exception_take(vm);
    Text text = {0};
    exception_report(vm, exception, &text);
    if (vm->hooks.write) vm->hooks.write(vm, true, text_string(&text), text.size);
    text_free(&text);
    value_drop(vm, exception);
    return true;
}

static bool queue_put(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = queue_of(args[0]);
    SimTime timeout;
    bool waited;
    if (!time_to_wait(vm, args[2], args[3], &timeout) ||
        !wait_for_room(vm, queue, timeout, &waited))
        return false;
    *result = NONE;
    queue->unfinished++;
    Message *item = message_pack(vm, args[1]);
    if (!item) return report_lost(vm);
    return add_item(vm, queue, item, waited);
}

static bool queue_put_nowait(Vm *vm, Value *args, Value *result)
{
    Value all[] = {args[0], args[1], FALSE, NONE};
    return queue_put(vm, all, result);
}

static bool simple_put(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = queue_of(args[0]);
    Message *item = message_pack(vm, args[1]);
    if (!item) return false;
    *result = NONE;
    return add_item(vm, queue, item, false);
}

// ---- Getting ----

static bool get_item(Vm *vm, QueueObject *queue, SimTime timeout, Value *result)
{
    SimTime deadline = deadline_after(vm, timeout);
    bool waited = false;
    for (bool woken = true; !queue->count; waited = true) {
        if (!woken) return raise_of_queue(vm, "Empty");
        if (!thread_running_waits(vm, &queue->getters, deadline_left(vm, deadline),
                                  "queue.get", &woken))
            return false;
    }
    Message *item = take_item(queue);
    queue->went = tell(vm, queue, TRACE_THREAD_GET, waited, queue->came);
    wait_list_wake(vm, &queue->putters);
    bool ok = message_unpack(vm, item, result);
    message_free(vm, item);
    return ok;
}

static bool queue_get(Vm *vm, Value *args, Value *result)
{
    SimTime timeout;
    return time_to_wait(vm, args[1], args[2], &timeout) &&
           get_item(vm, queue_of(args[0]), timeout, result);
}

static bool queue_get_nowait(Vm *vm, Value *args, Value *result)
{
    return get_item(vm, queue_of(args[0]), 0, result);
}

static bool simple_get(Vm *vm, Value *args, Value *result)
{
    return get_item(vm, queue_of(args[0]), SIMTIME_NEVER, result);
}

// ---- Looking and joining ----

static bool queue_size(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(queue_of(args[0])->count);
    return true;
}

static bool queue_empty(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(!queue_of(args[0])->count);
    return true;
}

static bool queue_full(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(is_full(queue_of(args[0])));
    return true;
}

static bool queue_task_done(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = queue_of(args[0]);
    if (queue->unfinished <= 0)
        return raise_error(vm, VALUE_ERROR, "task_done() called too many times");
    if (--queue->unfinished == 0) wait_list_wake_all(vm, &queue->joiners);
    *result = NONE;
    return true;
}

static bool queue_join(Vm *vm, Value *args, Value *result)
{
    QueueObject *queue = queue_of(args[0]);
    bool woken;
    *result = NONE;
    return !queue->unfinished ||
           thread_running_waits(vm, &queue->joiners, SIMTIME_NEVER, "queue.join", &woken);
}

// Everything that was put is in the pipe already.
static bool queue_nothing(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = NONE;
    return true;
}

static const NativeSpec queue_methods[] = {
    {"put", "self, obj, block=True, timeout=None", queue_put, NATIVE_PYTHON},
    {"put_nowait", "self, obj", queue_put_nowait, NATIVE_PYTHON},
    {"get", "self, block=True, timeout=None", queue_get, NATIVE_PYTHON},
    {"get_nowait", "self", queue_get_nowait, NATIVE_PYTHON},
    {"qsize", "self", queue_size, NATIVE_PYTHON},
    {"empty", "self", queue_empty, NATIVE_PYTHON},
    {"full", "self", queue_full, NATIVE_PYTHON},
    {"close", "self", queue_nothing, NATIVE_PYTHON},
    {"join_thread", "self", queue_nothing, NATIVE_PYTHON},
    {"cancel_join_thread", "self", queue_nothing, NATIVE_PYTHON},
    {0},
};

static const NativeSpec joinable_methods[] = {
    {"task_done", "self", queue_task_done, NATIVE_PYTHON},
    {"join", "self", queue_join, NATIVE_PYTHON},
    {0},
};

static const NativeSpec simple_methods[] = {
    {"put", "self, obj", simple_put, NATIVE_PYTHON},
    {"get", "self", simple_get, NATIVE_PYTHON},
    {"empty", "self", queue_empty, NATIVE_PYTHON},
    {"close", "self", queue_nothing, NATIVE_PYTHON},
    {0},
};

static const TypeSpec queue_spec = {
    .name = "Queue",
    .module = "multiprocessing.queues",
    .layout = LAYOUT_OTHER,
    .size = sizeof(QueueObject),
    .slots = {.create = queue_create, .init = queue_init, .release = queue_release},
    .methods = queue_methods,
};

static const TypeSpec joinable_spec = {
    .name = "JoinableQueue",
    .module = "multiprocessing.queues",
    .layout = LAYOUT_OTHER,
    .size = sizeof(QueueObject),
    .methods = joinable_methods,
};

static const TypeSpec simple_spec = {
    .name = "SimpleQueue",
    .module = "multiprocessing.queues",
    .layout = LAYOUT_OTHER,
    .size = sizeof(QueueObject),
    .slots = {.create = queue_create, .init = simple_init, .release = queue_release},
    .methods = simple_methods,
};

void mp_queues_init(Vm *vm, Module *module)
{
    Type *queue = module_type(vm, module, &queue_spec, NULL);
    module_type(vm, module, &joinable_spec, queue);
    module_type(vm, module, &simple_spec, NULL);
}
