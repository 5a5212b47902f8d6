// thread_pool.c -- concurrent.futures.ThreadPoolExecutor, as thread.py of CPython 3.13 has
// it.
//
// submit() puts the job into a queue and starts a worker unless one is idle. A worker takes
// jobs from the queue until it finds a None there and the pool is shut down, or gone, or
// the program is at its end. The queue outlives the pool: its workers hold it, and through
// it know whether the pool is still there.

#include "base/arena.h"
#include "threads/executors.h"
#include "threads/processes.h"
#include "vm/iterators.h"
#include "vm/strings.h"

#include <string.h>

typedef struct ThreadPool ThreadPool;

// One job.
typedef struct WorkItem {
    Object object;
    PoolFuture *future; // counted, as all here
    Value function, arguments, keywords;
} WorkItem;

// The queue of a pool, and its workers.
typedef struct WorkQueue {
    Object object;
    ThreadPool *pool; // NULL when it is gone
    List *items;      // WorkItems, and None to wake a worker; the next one at [taken]
    uint32_t taken;
    WaitList getters;
    ProgramThread **workers; // kept
    uint32_t worker_count, worker_room;
    uint32_t begun;                    // how many of them have begun
    WaitList starters;                 // wait for that
    Process *process;                  // whose pool it is
    struct WorkQueue *next, *previous; // of those alive, in order of making
} WorkQueue;

struct ThreadPool {
    Executor executor;
    int64_t most; // workers
    Value prefix; // of their names, a str
    Value initializer, initargs;
    WorkQueue *queue; // NULL before __init__
    uint32_t idle;    // workers that wait for a job: a semaphore
    bool is_shut;
    bool broken; // an initializer failed
    PoolLock lock;
};

// All pools of the program.
struct ThreadPools {
    WorkQueue *first, *last;
    PoolLock lock;  // as CPython's _global_shutdown_lock
    bool over;      // the program's main thread is at its end
    uint32_t names; // CPython's counter of ThreadPoolExecutor-0, ...
};

static const char broken_message[] =
    "A thread initializer failed, the thread pool is not usable anymore";

static struct ThreadPools *pools_of(const Vm *vm)
{
    return threads_of(vm)->pools;
}

static ThreadPool *pool_of(Value v)
{
    return (ThreadPool *)v.object;
}

bool value_is_thread_pool(const Vm *vm, Value v)
{
    const Type *type = threads_of(vm)->thread_pool_type;
    return type && value_is_instance(vm, v, type);
}

// ---- The queue ----

static WorkQueue *queue_new(Vm *vm, ThreadPool *pool)
{
    WorkQueue *queue = object_new(vm, threads_of(vm)->work_queue_type);
    queue->pool = pool;
    queue->items = list_new(vm);
    queue->process = thread_running(vm)->thread.process;
    struct ThreadPools *pools = pools_of(vm);
    queue->previous = pools->last;
    *(pools->last ? &pools->last->next : &pools->first) = queue;
    pools->last = queue;
    return queue;
}

static void queue_release(Vm *vm, Object *self)
{
    WorkQueue *queue = (WorkQueue *)self;
    struct ThreadPools *pools = pools_of(vm);
    *(queue->previous ? &queue->previous->next : &pools->first) = queue->next;
    *(queue->next ? &queue->next->previous : &pools->last) = queue->previous;
    List *items = queue->items;
    queue->items = NULL;
    object_drop(vm, items);
    for (uint32_t i = 0; i < queue->worker_count; i++)
        program_thread_drop(vm, queue->workers[i]);
    heap_buffer_free(vm, queue->workers, queue->worker_room * sizeof *queue->workers);
    queue->workers = NULL;
}

static bool queue_put(Vm *vm, WorkQueue *queue, Value item)
{
    if (!list_append(vm, queue->items, item)) return false;
    wait_list_wake(vm, &queue->getters);
    return true;
}

// The next item, which the caller owns: a WorkItem or None, UNSET if there is none.
static Value queue_take(Vm *vm, WorkQueue *queue)
{
    List *items = queue->items;
    if (queue->taken == items->count) return UNSET;
    Value item = items->items[queue->taken];
    items->items[queue->taken++] = NONE;
    if (queue->taken < items->count) return item;
    while (items->count) // all of them are None by now
        value_drop(vm, list_remove_at(vm, items, items->count - 1));
    queue->taken = 0;
    return item;
}

// The same, waiting for one. UNSET if the run is halted.
static Value queue_get(Vm *vm, WorkQueue *queue)
{
    bool woken;
    for (;;) {
        Value item = queue_take(vm, queue);
        if (!value_is_unset(item)) return item;
        if (!thread_running_waits(vm, &queue->getters, SIMTIME_NEVER, "work", &woken))
            return UNSET;
    }
}

// ---- Jobs ----

static void item_release(Vm *vm, Object *self)
{
    WorkItem *item = (WorkItem *)self;
    PoolFuture *future = item->future;
    item->future = NULL;
    object_drop(vm, future);
    value_clear(vm, &item->function);
    value_clear(vm, &item->arguments);
    value_clear(vm, &item->keywords);
}

// False with what is the worker's end set: no Exception, or a halted run.
static bool item_run(Vm *vm, WorkItem *item)
{
    bool runs;
    if (!pool_future_begin(vm, item->future, &runs)) return false;
    if (!runs) return true;
    job_record_run(vm, &item->future->record);
    Value value;
    if (call_packed(vm, item->function, item->arguments, item->keywords, &value)) {
        job_record_end(vm, &item->future->record, END_FINISHED);
        bool ok = pool_future_set_result(vm, item->future, value);
        value_drop(vm, value);
        return ok;
    }
    if (vm->halt) return false;
    value = exception_take(vm);
    job_record_end(vm, &item->future->record, END_FAILED);
    bool ok = pool_future_set_exception(vm, item->future, value);
    value_drop(vm, value);
    return ok;
}

// ---- Workers ----

typedef struct Worker {
    WorkQueue *queue;            // counted
    Value initializer, initargs; // owned
} Worker;

static void worker_free(Vm *vm, Worker *worker)
{
    value_drop(vm, worker->initializer);
    value_drop(vm, worker->initargs);
    object_drop(vm, worker->queue);
    heap_free(vm, worker, sizeof *worker);
}

// No job of the pool will be done any more.
static bool pool_breaks(Vm *vm, ThreadPool *pool)
{
    if (!pool_lock_take(vm, &pool->lock)) return false;
    pool->broken = true;
    bool ok = true;
    for (Value item; ok && !value_is_unset(item = queue_take(vm, pool->queue));) {
        if (!value_is_none(item)) {
            job_record_end(vm, &((WorkItem *)item.object)->future->record, END_FAILED);
            Value error = exception_new(vm, BROKEN_THREAD_POOL, "%s", broken_message);
            ok = pool_future_set_exception(vm, ((WorkItem *)item.object)->future, error);
            value_drop(vm, error);
        }
        value_drop(vm, item);
    }
    pool_lock_give(vm, &pool->lock);
    return ok;
}

// False if it failed: the worker ends then.
static bool initialize(Vm *vm, Worker *worker)
{
    if (value_is_none(worker->initializer)) return true;
    Value value;
    if (call_packed(vm, worker->initializer, worker->initargs, UNSET, &value)) {
        value_drop(vm, value);
        return true;
    }
    if (!pool_log_exception(vm, "Exception in initializer:", true)) return false;
    ThreadPool *pool = worker->queue->pool;
    if (!pool) return false;
    object_keep(pool);
    pool_breaks(vm, pool);
    if (!vm->halt) object_drop(vm, pool);
    return false;
}

// A None was in the queue: true if the worker has to end. The others get it next.
static bool is_dismissed(Vm *vm, WorkQueue *queue)
{
    ThreadPool *pool = queue->pool;
    bool over = pools_of(vm)->over && queue->process == &threads_of(vm)->process->process;
    if (!over && pool && !pool->is_shut) return false;
    if (pool) pool->is_shut = true;
    queue_put(vm, queue, NONE);
    return true;
}

static bool worker_works(Vm *vm, WorkQueue *queue)
{
    for (;;) {
        Value item = queue_take(vm, queue);
        if (value_is_unset(item)) {
            if (queue->pool) queue->pool->idle++;
            item = queue_get(vm, queue);
            if (value_is_unset(item)) return false;
        }
        if (value_is_none(item)) {
            if (is_dismissed(vm, queue)) return true;
            continue;
        }
        bool ok = item_run(vm, (WorkItem *)item.object);
        Value raised = ok || vm->halt ? UNSET : exception_take(vm);
        value_drop(vm, item);
        if (!ok && !vm->halt) exception_restore(vm, raised);
        if (!ok) return false;
    }
}

static void worker_body(Vm *vm, void *argument)
{
    Worker *worker = argument;
    WorkQueue *queue = worker->queue;
    if (!vm->halt) {
        queue->begun++;
        wait_list_wake_all(vm, &queue->starters);
        if (initialize(vm, worker) && !worker_works(vm, queue))
            pool_log_exception(vm, "Exception in worker", true);
        // What a failed initializer's futures told may be no Exception.
        if (!vm->halt && !value_is_unset(vm->raised))
            pool_log_exception(vm, "Exception in worker", true);
    }
    worker_free(vm, worker);
}

static void queue_remember(Vm *vm, WorkQueue *queue, ProgramThread *thread)
{
    if (queue->worker_count == queue->worker_room) {
        uint32_t old = queue->worker_room, new = old ? old * 2 : 4;
        ProgramThread **grown = heap_buffer_resize(
            vm, queue->workers, old * sizeof *grown, new * sizeof *grown);
        if (!grown) return;
        queue->workers = grown;
        queue->worker_room = new;
    }
    program_thread_keep(thread);
    queue->workers[queue->worker_count++] = thread;
}

// As Thread.start(), which waits until the new thread has begun: with a GIL it then goes on
// to its first job.
static bool start_worker(Vm *vm, ThreadPool *pool)
{
    WorkQueue *queue = pool->queue;
    Worker *worker = heap_new(vm, sizeof *worker);
    *worker = (Worker){object_keep(queue), value_keep(pool->initializer),
                       value_keep(pool->initargs)};
    Text name = {0};
    text_addf(&name, "%s_%u", STR(pool->prefix)->bytes, queue->worker_count);
    uint32_t begun = queue->begun;
    ProgramThread *thread =
        program_thread_start(vm, &(ThreadPlan){.body = worker_body,
                                               .argument = worker,
                                               .name = text_string(&name),
                                               .cost = threads_of(vm)->cost_thread,
                                               .daemon = thread_running(vm)->daemon});
    text_free(&name);
    if (!thread) {
        worker_free(vm, worker);
        return false;
    }
    queue_remember(vm, queue, thread);
    // Where tasks are threads, the one that submits keeps its core and its GIL in the middle
    // of a step: the worker begins when the step is over.
    if (thread_running(vm)->is_outside) return true;
    for (bool woken; queue->begun == begun;)
        if (!thread_running_waits(vm, &queue->starters, SIMTIME_NEVER, "start", &woken))
            return false;
    return true;
}

// Nobody is idle: there is one more worker, if there may be.
static bool adjust_workers(Vm *vm, ThreadPool *pool)
{
    if (pool->idle) {
        pool->idle--;
        return true;
    }
    return pool->queue->worker_count >= pool->most || start_worker(vm, pool);
}

// ---- submit ----

static bool check_open(Vm *vm, const ThreadPool *pool)
{
    if (pool->broken) return raise_error(vm, BROKEN_THREAD_POOL, "%s", broken_message);
    if (pool->is_shut)
        return raise_error(vm, RUNTIME_ERROR,
                           "cannot schedule new futures after shutdown");
    if (pools_of(vm)->over && pool->queue->process == &threads_of(vm)->process->process)
        return raise_error(vm, RUNTIME_ERROR,
                           "cannot schedule new futures after interpreter shutdown");
    return true;
}

static bool check_made(Vm *vm, Value self)
{
    return pool_of(self)->queue ||
           raise_error(vm, ATTRIBUTE_ERROR,
                       "'%s' object has no attribute '_shutdown_lock'",
                       value_type_name(vm, self));
}

// args: self, fn, args, kwargs.
static bool submit(Vm *vm, ThreadPool *pool, Value *args, Value *result)
{
    if (!check_open(vm, pool)) return false;
    PoolFuture *future = pool_future_new(vm);
    WorkItem *item = object_new(vm, threads_of(vm)->work_item_type);
    item->future = object_keep(future);
    item->function = value_keep(args[1]);
    item->arguments = value_keep(args[2]);
    item->keywords = value_keep(args[3]);
    job_record_submit(vm, &pool->executor.record, &item->future->record, args[1]);
    bool ok = queue_put(vm, pool->queue, value_object(item));
    object_drop(vm, item);
    ok = ok && adjust_workers(vm, pool);
    if (ok) *result = value_object(future);
    if (!ok && !vm->halt) object_drop(vm, future);
    return ok;
}

static bool method_submit(Vm *vm, Value *args, Value *result)
{
    if (!check_made(vm, args[0])) return false;
    ThreadPool *pool = pool_of(args[0]);
    struct ThreadPools *pools = pools_of(vm);
    if (!pool_lock_take(vm, &pool->lock) || !pool_lock_take(vm, &pools->lock))
        return false;
    bool ok = submit(vm, pool, args, result);
    if (vm->halt) return false;
    pool_lock_give(vm, &pools->lock);
    pool_lock_give(vm, &pool->lock);
    return ok;
}

// ---- shutdown ----

static bool join_workers(Vm *vm, WorkQueue *queue)
{
    for (uint32_t i = 0; i < queue->worker_count; i++) {
        ProgramThread *worker = queue->workers[i];
        if (worker == thread_running(vm))
            return raise_error(vm, RUNTIME_ERROR, "cannot join current thread");
        bool woken;
        if (!worker->over &&
            !thread_running_waits(vm, &worker->joiners, SIMTIME_NEVER, "thread", &woken))
            return false;
    }
    return true;
}

static bool cancel_items(Vm *vm, WorkQueue *queue)
{
    bool ok = true, cancelled;
    for (Value item; ok && !value_is_unset(item = queue_take(vm, queue));) {
        if (!value_is_none(item))
            ok = pool_future_cancel(vm, ((WorkItem *)item.object)->future, &cancelled);
        value_drop(vm, item);
    }
    return ok;
}

// args: self, wait, cancel_futures.
static bool method_shutdown(Vm *vm, Value *args, Value *result)
{
    if (!check_made(vm, args[0])) return false;
    ThreadPool *pool = pool_of(args[0]);
    bool waits, cancels;
    if (!value_truth(vm, args[1], &waits) || !value_truth(vm, args[2], &cancels) ||
        !pool_lock_take(vm, &pool->lock))
        return false;
    pool->is_shut = true;
    bool ok = !cancels || cancel_items(vm, pool->queue);
    if (vm->halt) return false;
    ok = ok && queue_put(vm, pool->queue, NONE);
    pool_lock_give(vm, &pool->lock);
    *result = NONE;
    return ok && (!waits || join_workers(vm, pool->queue));
}

// A None for each worker, then a join with each. A pool may be dropped meanwhile, but not
// its queue while it has workers.
static bool exit_queue(Vm *vm, WorkQueue *queue)
{
    for (uint32_t i = 0; i < queue->worker_count; i++)
        if (!queue_put(vm, queue, NONE)) return false;
    return true;
}

bool thread_pools_exit(Vm *vm)
{
    struct ThreadPools *pools = threads_of(vm) ? pools_of(vm) : NULL;
    if (!pools) return true;
    const Process *process = thread_running(vm)->thread.process;
    if (!pool_lock_take(vm, &pools->lock)) return false;
    if (process == &threads_of(vm)->process->process) pools->over = true;
    pool_lock_give(vm, &pools->lock);
    bool ok = true;
    for (WorkQueue *queue = pools->first; ok && queue; queue = queue->next)
        if (queue->process == process) ok = exit_queue(vm, queue);
    for (WorkQueue *queue = pools->first; ok && queue;) {
        object_keep(queue);
        if (queue->process == process) ok = join_workers(vm, queue);
        WorkQueue *next = queue->next;
        if (!vm->halt) object_drop(vm, queue);
        queue = next;
    }
    if (!ok && !vm->halt) value_drop(vm, exception_take(vm));
    return !vm->halt;
}

// ---- Making ----

static bool prefix_of(Vm *vm, Value given, Value *prefix)
{
    bool is_given;
    if (!value_truth(vm, given, &is_given)) return false;
    if (is_given) return value_str(vm, given, prefix);
    *prefix = str_format(vm, "ThreadPoolExecutor-%u", pools_of(vm)->names++);
    return true;
}

static bool begin(Vm *vm, ThreadPool *pool, Value workers, Value given_prefix,
                  Value initializer, Value initargs)
{
    int64_t most, usual = threads_of(vm)->core_count + 4;
    Value prefix;
    if (!executor_workers(vm, workers, usual < 32 ? usual : 32, &most) ||
        !executor_check_initializer(vm, initializer) ||
        !prefix_of(vm, given_prefix, &prefix))
        return false;
    pool->most = most;
    value_set(vm, &pool->prefix, prefix);
    value_set(vm, &pool->initializer, value_keep(initializer));
    value_set(vm, &pool->initargs, value_keep(initargs));
    if (pool->queue) return true; // __init__ was called again
    pool->queue = queue_new(vm, pool);
    pool_record_open(vm, &pool->executor.record, "pool.threads", most);
    return true;
}

static bool pool_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"ThreadPoolExecutor.__init__",
                                    "self, max_workers=None, thread_name_prefix='', "
                                    "initializer=None, initargs=",
                                    NULL, NATIVE_PYTHON};
    enum { WORKERS = 1, PREFIX, INITIALIZER, INITARGS };
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    bool ok = begin(vm, pool_of(self), args[WORKERS], args[PREFIX], args[INITIALIZER],
                    args[INITARGS]);
    arguments_unbind(vm, &spec, args);
    return ok;
}

bool thread_pool_new(Vm *vm, const char *prefix, Value *result)
{
    Value pool = value_object(object_new(vm, threads_of(vm)->thread_pool_type));
    Value name = str_from(vm, prefix);
    bool ok = begin(vm, pool_of(pool), NONE, name, NONE, UNSET);
    value_drop(vm, name);
    if (ok)
        *result = pool;
    else
        value_drop(vm, pool);
    return ok;
}

// Workers that wait for a job learn that there will be none.
static void pool_release(Vm *vm, Object *self)
{
    ThreadPool *pool = (ThreadPool *)self;
    WorkQueue *queue = pool->queue;
    pool->queue = NULL;
    if (queue) {
        queue->pool = NULL;
        if (!vm->halt && !vm->closing) queue_put(vm, queue, NONE);
        object_drop(vm, queue);
    }
    value_clear(vm, &pool->prefix);
    value_clear(vm, &pool->initializer);
    value_clear(vm, &pool->initargs);
}

static bool method_most(Vm *vm, Value *args, Value *result)
{
    if (!check_made(vm, args[0])) return false;
    *result = value_int(pool_of(args[0])->most);
    return true;
}

static const NativeSpec pool_methods[] = {
    {"submit", "self, fn, /, *args, **kwargs", method_submit, NATIVE_PYTHON},
    {"shutdown", "self, wait=True, *, cancel_futures=False", method_shutdown,
     NATIVE_PYTHON},
    {"_max_workers", "self", method_most, NATIVE_PYTHON | NATIVE_PROPERTY},
    {0},
};

static const TypeSpec pool_spec = {
    .name = "ThreadPoolExecutor",
    .module = "concurrent.futures.thread",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ThreadPool),
    .slots = {.create = create_zeroed, .init = pool_init, .release = pool_release},
    .methods = pool_methods,
};

static const TypeSpec queue_spec = {
    .name = "SimpleQueue",
    .module = "_queue",
    .layout = LAYOUT_OTHER,
    .size = sizeof(WorkQueue),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused, .release = queue_release},
};

static const TypeSpec item_spec = {
    .name = "_WorkItem",
    .module = "concurrent.futures.thread",
    .layout = LAYOUT_OTHER,
    .size = sizeof(WorkItem),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused, .release = item_release},
};

void thread_pools_init(Vm *vm, Module *module)
{
    Threads *threads = threads_of(vm);
    threads->pools = heap_new(vm, sizeof *threads->pools);
    *threads->pools = (struct ThreadPools){0};
    threads->thread_pool_type =
        module_type(vm, module, &pool_spec, threads->executor_type);
    threads->work_queue_type = type_new(vm, &queue_spec, NULL);
    threads->work_item_type = type_new(vm, &item_spec, NULL);
}
