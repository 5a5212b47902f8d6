// process_pool.c -- concurrent.futures.ProcessPoolExecutor, as process.py of CPython 3.13
// has it.
//
//      submit() -> pending jobs -> call queue -> workers -> results -> futures
//                            manager       forked         manager
//
// The manager is a thread of the process that has the pool. It pickles jobs into the call
// queue, which holds one more than there are workers: those can no longer be cancelled. A
// worker that ends on its own breaks the pool. All but the executor itself stands in a core
// that manager and workers hold: the program may drop the executor.

#include "threads/process_pool.h"

#include "threads/process_pool_inside.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/iterators.h"
#include "vm/strings.h"

#include <string.h>

struct ProcessPool {
    Executor executor;
    PoolCore *core; // NULL before __init__
};

static const char broken_message[] =
    "A child process terminated abruptly, the process pool is not usable anymore";

static PoolCore *core_of(Value v)
{
    return ((ProcessPool *)v.object)->core;
}

// ---- Letting go ----

static void job_release(Vm *vm, Object *self)
{
    Job *job = (Job *)self;
    object_drop(vm, job->future);
    value_clear(vm, &job->function);
    value_clear(vm, &job->arguments);
    value_clear(vm, &job->keywords);
}

static void call_release(Vm *vm, Object *self)
{
    object_drop(vm, ((CallItem *)self)->job);
    message_free(vm, ((CallItem *)self)->call);
}

static void result_release(Vm *vm, Object *self)
{
    ResultItem *item = (ResultItem *)self;
    object_drop(vm, item->job);
    message_free(vm, item->result);
    failure_free(vm, &item->failure);
}

static void core_release(Vm *vm, Object *self)
{
    PoolCore *core = (PoolCore *)self;
    *(core->previous ? &core->previous->next : &threads_of(vm)->process_pools) =
        core->next;
    if (core->next) core->next->previous = core->previous;
    value_clear(vm, &core->initializer);
    value_clear(vm, &core->initargs);
    object_drop(vm, core->pending);
    object_drop(vm, core->ids);
    object_drop(vm, core->calls);
    object_drop(vm, core->results);
    object_drop(vm, core->workers);
    if (core->manager_thread) program_thread_drop(vm, core->manager_thread);
}

// _adjust_process_count(): nobody is idle, so there is one more, if there may be.
static bool adjust_workers(Vm *vm, PoolCore *core)
{
    if (core->idle) {
        core->idle--;
        return true;
    }
    return core->workers->count >= core->most || process_worker_start(vm, core);
}

static ProgramProcess *worker_at(const Vm *vm, const PoolCore *core, uint32_t at)
{
    ProgramProcess *process = threads_of(vm)->process;
    while (process->process.id != core->workers->items[at].integer)
        process = process->next;
    return process;
}

// ---- The manager ----

static void wake_manager(Vm *vm, PoolCore *core)
{
    core->awake = true;
    wait_list_wake(vm, &core->manager);
}

static Job *job_of(PoolCore *core, Vm *vm, int64_t id)
{
    Value found = UNSET;
    dict_get(vm, core->pending, value_int(id), &found);
    return value_is_unset(found) ? NULL : (Job *)found.object;
}

static void forget_job(Vm *vm, PoolCore *core, int64_t id)
{
    bool found;
    dict_delete(vm, core->pending, value_int(id), &found, NULL);
}

// What CPython's queue does with what cannot be pickled: the future has it.
static bool fail_job(Vm *vm, PoolCore *core, Job *job)
{
    if (vm->halt) return false;
    Value error = exception_take(vm);
    Text text = {0};
    exception_report(vm, error, &text);
    value_set(vm, &EXCEPTION_OF(error)->cause,
              exception_new(vm, POOL_REMOTE_TRACEBACK, "\n\"\"\"\n%s\"\"\"",
                            text_string(&text)));
    EXCEPTION_OF(error)->suppress_context = true;
    text_free(&text);
    forget_job(vm, core, job->id);
    core->awake = true;
    job_record_end(vm, &job->future->record, END_FAILED);
    bool ok = pool_future_set_exception(vm, job->future, error);
    value_drop(vm, error);
    return ok;
}

static bool put_call(Vm *vm, PoolCore *core, Job *job)
{
    Value parts[] = {job->function, job->arguments, job->keywords};
    Value call = tuple_of(vm, parts, 3);
    Message *message = message_pack(vm, call);
    value_drop(vm, call);
    if (!message) return fail_job(vm, core, job);
    CallItem *item = object_new(vm, threads_of(vm)->call_item_type);
    item->job = object_keep(job);
    item->call = message;
    bool ok = list_take(vm, core->calls, value_object(item));
    wait_list_wake(vm, &core->getters);
    return ok;
}

static bool add_calls(Vm *vm, PoolCore *core)
{
    while (core->calls->count <= core->most && core->ids->count) {
        Value id = list_remove_at(vm, core->ids, 0);
        Job *job = job_of(core, vm, id.integer);
        bool runs;
        object_keep(job);
        bool ok = pool_future_begin(vm, job->future, &runs);
        if (ok && runs)
            ok = put_call(vm, core, job);
        else if (ok)
            forget_job(vm, core, id.integer);
        object_drop(vm, job);
        if (!ok) return false;
    }
    return true;
}

static bool a_worker_is_over(const Vm *vm, const PoolCore *core)
{
    for (uint32_t i = 0; i < core->workers->count; i++)
        if (worker_at(vm, core, i)->over) return true;
    return false;
}

static void forget_worker(Vm *vm, PoolCore *core, const ProgramProcess *worker)
{
    for (uint32_t i = 0; i < core->workers->count; i++)
        if (worker_at(vm, core, i) == worker) {
            value_drop(vm, list_remove_at(vm, core->workers, i));
            return;
        }
}

// False with the exception set if it cannot be made again here: the pool is broken then.
static bool result_arrives(Vm *vm, PoolCore *core, const ResultItem *item)
{
    Value value;
    bool good = item->result;
    if (!(good ? message_unpack(vm, item->result, &value)
               : failure_unpack(vm, &item->failure, POOL_REMOTE_TRACEBACK, &value)))
        return false;
    Job *job = item->job;
    bool known = job_of(core, vm, job->id);
    forget_job(vm, core, job->id);
    bool ok = true;
    if (known)
        ok = good ? pool_future_set_result(vm, job->future, value)
                  : pool_future_set_exception(vm, job->future, value);
    value_drop(vm, value);
    if (!ok && !vm->halt) pool_log_exception(vm, "exception calling callback", true);
    return !vm->halt;
}

static bool manage_result(Vm *vm, PoolCore *core, const ResultItem *item)
{
    if (!result_arrives(vm, core, item)) return false;
    if (!item->leaves) {
        core->idle += core->pool != NULL;
        return true;
    }
    forget_worker(vm, core, item->leaves);
    if (!program_process_join(vm, item->leaves, SIMTIME_NEVER)) return false;
    return !core->pool || adjust_workers(vm, core);
}

// The reason, if there is one, is the exception that is on its way.
static Value broken_error(Vm *vm)
{
    Value error = exception_new(vm, BROKEN_PROCESS_POOL,
                                "A process in the process pool was terminated abruptly "
                                "while the future was running or pending.");
    if (value_is_unset(vm->raised)) return error;
    Value reason = exception_take(vm);
    Text text = {0};
    exception_report(vm, reason, &text);
    EXCEPTION_OF(error)->cause =
        exception_new(vm, POOL_REMOTE_TRACEBACK, "\n'''\n%s'''", text_string(&text));
    EXCEPTION_OF(error)->suppress_context = true;
    text_free(&text);
    value_drop(vm, reason);
    return error;
}

static bool join_workers(Vm *vm, PoolCore *core)
{
    for (uint32_t i = 0; i < core->workers->count; i++)
        if (!program_process_join(vm, worker_at(vm, core, i), SIMTIME_NEVER))
            return false;
    return true;
}

static bool break_pool(Vm *vm, PoolCore *core)
{
    enum { SIGNAL_TERM = 15 };
    if (vm->halt) return false;
    core->broken = core->is_shut = true;
    Value error = broken_error(vm), jobs;
    if (!dict_copy(vm, core->pending, &jobs)) return false;
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(DICT(jobs), &at, &entry);) {
        Job *job = (Job *)entry->value.object;
        job_record_end(vm, &job->future->record, END_FAILED);
        if (!pool_future_is_done(job->future))
            pool_future_set_exception(vm, job->future, error);
        if (vm->halt) return false;
        if (!value_is_unset(vm->raised)) value_drop(vm, exception_take(vm));
    }
    dict_clear(vm, core->pending);
    value_drop(vm, jobs);
    value_drop(vm, error);
    for (uint32_t i = 0; i < core->workers->count; i++)
        program_process_kill(vm, worker_at(vm, core, i), SIGNAL_TERM);
    return true;
}

static bool is_ending(const Vm *vm, const PoolCore *core)
{
    return !core->pool || core->is_shut ||
           (threads_of(vm)->process_pools_over &&
            core->process == threads_of(vm)->process);
}

// shutdown(cancel_futures=True).
static bool cancel_jobs(Vm *vm, PoolCore *core)
{
    Value jobs;
    if (!dict_copy(vm, core->pending, &jobs)) return false;
    DictEntry *entry;
    bool ok = true, cancelled;
    for (uint32_t at = 0; ok && dict_next(DICT(jobs), &at, &entry);) {
        Job *job = (Job *)entry->value.object;
        ok = pool_future_cancel(vm, job->future, &cancelled);
        if (!ok || !cancelled) continue;
        forget_job(vm, core, job->id);
    }
    value_drop(vm, jobs);
    while (core->ids->count)
        value_drop(vm, list_remove_at(vm, core->ids, 0));
    core->cancels = false;
    return ok;
}

static bool dismiss_workers(Vm *vm, PoolCore *core)
{
    for (uint32_t i = 0; i < core->workers->count; i++) {
        CallItem *last = object_new(vm, threads_of(vm)->call_item_type);
        if (!list_take(vm, core->calls, value_object(last))) return false;
        wait_list_wake(vm, &core->getters);
    }
    return join_workers(vm, core);
}

// One round; [*over] says that the pool has ended. False with what broke it.
static bool manage(Vm *vm, PoolCore *core, bool *over)
{
    if (!add_calls(vm, core)) return false;
    bool woken;
    while (!core->results->count && !core->awake && !a_worker_is_over(vm, core))
        if (!thread_running_waits(vm, &core->manager, SIMTIME_NEVER, "results", &woken))
            return false;
    if (core->results->count) {
        ResultItem *item = pool_take_first(vm, core->results);
        bool ok = manage_result(vm, core, item);
        if (vm->halt) return false;
        object_drop(vm, item);
        if (!ok) return false;
    } else if (!core->awake)
        return false; // a worker has ended on its own
    core->awake = false;
    if (!is_ending(vm, core)) return true;
    core->is_shut = true;
    if (core->cancels && !cancel_jobs(vm, core)) return false;
    if (!add_calls(vm, core)) return false;
    *over = !core->pending->count;
    return !*over || dismiss_workers(vm, core);
}

static void manager_body(Vm *vm, void *argument)
{
    PoolCore *core = argument;
    core->manager_began = true;
    if (!vm->halt) wait_list_wake_all(vm, &core->begun);
    bool over = false;
    while (!vm->halt && !over)
        if (!manage(vm, core, &over)) {
            break_pool(vm, core);
            over = true;
        }
    for (uint32_t i = 0; i < core->workers->count; i++)
        worker_at(vm, core, i)->watcher = NULL;
    if (!vm->halt) object_drop(vm, core);
}

// As Thread.start(), which waits until the new thread has begun.
static bool start_manager(Vm *vm, PoolCore *core)
{
    if (core->manager_thread) return true;
    while (core->forks_all && core->workers->count < core->most)
        if (!process_worker_start(vm, core)) return false;
    Text name = {0};
    text_addf(&name, "Thread-%u", ++threads_of(vm)->names);
    core->manager_thread =
        program_thread_start(vm, &(ThreadPlan){.body = manager_body,
                                               .argument = object_keep(core),
                                               .name = text_string(&name),
                                               .daemon = thread_running(vm)->daemon});
    text_free(&name);
    if (!core->manager_thread) {
        object_drop(vm, core);
        return false;
    }
    program_thread_keep(core->manager_thread);
    for (bool woken; !core->manager_began;)
        if (!thread_running_waits(vm, &core->begun, SIMTIME_NEVER, "start", &woken))
            return false;
    return true;
}

// ---- submit and shutdown ----

static bool check_open(Vm *vm, Value self)
{
    const PoolCore *core = core_of(self);
    if (!core)
        return raise_error(vm, ATTRIBUTE_ERROR,
                           "'%s' object has no attribute '_shutdown_lock'",
                           value_type_name(vm, self));
    if (core->broken) return raise_error(vm, BROKEN_PROCESS_POOL, "%s", broken_message);
    if (core->is_shut)
        return raise_error(vm, RUNTIME_ERROR,
                           "cannot schedule new futures after shutdown");
    if (is_ending(vm, core))
        return raise_error(vm, RUNTIME_ERROR,
                           "cannot schedule new futures after interpreter shutdown");
    return true;
}

// args: self, fn, args, kwargs.
static bool method_submit(Vm *vm, Value *args, Value *result)
{
    if (!check_open(vm, args[0])) return false;
    PoolCore *core = core_of(args[0]);
    Job *job = object_new(vm, threads_of(vm)->job_type);
    job->id = core->next_id++;
    job->future = pool_future_new(vm);
    job->function = value_keep(args[1]);
    job->arguments = value_keep(args[2]);
    job->keywords = value_keep(args[3]);
    Value future = value_keep(value_object(job->future));
    job_record_submit(vm, &((Executor *)args[0].object)->record, &job->future->record,
                      args[1]);
    bool ok = dict_set(vm, core->pending, value_int(job->id), value_object(job)) &&
              list_append(vm, core->ids, value_int(job->id));
    object_drop(vm, job);
    if (ok) wake_manager(vm, core);
    ok = ok && (core->forks_all || adjust_workers(vm, core)) && start_manager(vm, core);
    if (ok)
        *result = future;
    else if (!vm->halt)
        value_drop(vm, future);
    return ok;
}

static bool join_manager(Vm *vm, PoolCore *core)
{
    bool woken;
    ProgramThread *manager = core->manager_thread;
    while (manager && !manager->over)
        if (!thread_running_waits(vm, &manager->joiners, SIMTIME_NEVER, "thread", &woken))
            return false;
    return true;
}

// args: self, wait, cancel_futures.
static bool method_shutdown(Vm *vm, Value *args, Value *result)
{
    bool waits, cancels;
    PoolCore *core = core_of(args[0]);
    if (!core) return check_open(vm, args[0]);
    if (!value_truth(vm, args[1], &waits) || !value_truth(vm, args[2], &cancels))
        return false;
    core->cancels = cancels;
    core->is_shut = true;
    wake_manager(vm, core);
    *result = NONE;
    return !waits || join_manager(vm, core);
}

bool process_pools_exit(Vm *vm)
{
    Threads *threads = threads_of(vm);
    if (!threads) return true;
    ProgramProcess *own = process_running(vm);
    if (own == threads->process) threads->process_pools_over = true;
    for (PoolCore *core = threads->process_pools; core; core = core->next)
        if (core->process == own) {
            if (own != threads->process) core->is_shut = true;
            wake_manager(vm, core);
        }
    for (PoolCore *core = threads->process_pools; core;) {
        object_keep(core);
        bool ok = core->process != own || join_manager(vm, core);
        PoolCore *next = core->next;
        if (!ok) return false;
        object_drop(vm, core);
        core = next;
    }
    return true;
}

// ---- Making ----

// True in [*forks] if the workers are forked, all at once.
static bool way_of_starting(Vm *vm, Value context, Value share, bool *forks)
{
    const char *method = "fork";
    Value own = UNSET;
    if (value_has_layout(context, LAYOUT_MODULE))
        own = dict_get_str(((Module *)context.object)->attributes,
                           str_intern(vm, "_start_method"));
    if (value_is_str(own))
        method = STR(own)->bytes;
    else if (value_is_none(context) && !value_is_none(share))
        method = "spawn";
    else if (threads_of(vm)->start_method)
        method = threads_of(vm)->start_method;
    *forks = strcmp(method, "fork") == 0;
    return true;
}

static bool share_from(Vm *vm, Value given, bool forks, int64_t *share)
{
    *share = 0;
    if (value_is_none(given)) return true;
    if (!value_is_int(given))
        return raise_error(vm, TYPE_ERROR, "max_tasks_per_child must be an integer");
    if (given.integer <= 0)
        return raise_error(vm, VALUE_ERROR, "max_tasks_per_child must be >= 1");
    if (forks)
        return raise_error(
            vm, VALUE_ERROR,
            "max_tasks_per_child is incompatible with the 'fork' "
            "multiprocessing start method; supply a different mp_context.");
    *share = given.integer;
    return true;
}

static PoolCore *core_new(Vm *vm, ProcessPool *pool)
{
    Threads *threads = threads_of(vm);
    PoolCore *core = object_new(vm, threads->pool_core_type);
    core->pool = pool;
    core->pending = dict_new(vm);
    core->ids = list_new(vm);
    core->calls = list_new(vm);
    core->results = list_new(vm);
    core->workers = list_new(vm);
    core->process = process_running(vm);
    core->next = threads->process_pools;
    if (core->next) core->next->previous = core;
    threads->process_pools = core;
    return core;
}

static bool pool_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {
        "ProcessPoolExecutor.__init__",
        "self, max_workers=None, mp_context=None, initializer=None, initargs=, *, "
        "max_tasks_per_child=None",
        NULL, NATIVE_PYTHON};
    enum { WORKERS = 1, CONTEXT, INITIALIZER, INITARGS, SHARE };
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    int64_t most, share = 0;
    bool forks = true;
    bool ok = module_import(vm, "multiprocessing") &&
              executor_workers(vm, args[WORKERS], threads_of(vm)->core_count, &most) &&
              way_of_starting(vm, args[CONTEXT], args[SHARE], &forks) &&
              executor_check_initializer(vm, args[INITIALIZER]) &&
              share_from(vm, args[SHARE], forks, &share);
    ProcessPool *pool = (ProcessPool *)self.object;
    if (ok && !pool->core) {
        PoolCore *core = pool->core = core_new(vm, pool);
        core->most = most;
        core->share = share;
        core->forks_all = forks;
        core->initializer = value_keep(args[INITIALIZER]);
        core->initargs = value_keep(args[INITARGS]);
        pool_record_open(vm, &pool->executor.record, "pool.processes", most);
    }
    arguments_unbind(vm, &spec, args);
    return ok;
}

static void pool_release(Vm *vm, Object *self)
{
    PoolCore *core = ((ProcessPool *)self)->core;
    ((ProcessPool *)self)->core = NULL;
    if (!core) return;
    core->pool = NULL;
    if (!vm->halt && !vm->closing) wake_manager(vm, core);
    object_drop(vm, core);
}

static bool method_most(Vm *vm, Value *args, Value *result)
{
    if (!core_of(args[0])) return check_open(vm, args[0]);
    *result = value_int(core_of(args[0])->most);
    return true;
}

static const NativeSpec pool_methods[] = {
    {"submit", "self, fn, /, *args, **kwargs", method_submit, NATIVE_PYTHON},
    {"map", "self, fn, *iterables, timeout=None, chunksize=1", process_pool_map,
     NATIVE_PYTHON},
    {"shutdown", "self, wait=True, *, cancel_futures=False", method_shutdown,
     NATIVE_PYTHON},
    {"_max_workers", "self", method_most, NATIVE_PYTHON | NATIVE_PROPERTY},
    {0},
};

static const TypeSpec pool_spec = {
    .name = "ProcessPoolExecutor",
    .module = "concurrent.futures.process",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ProcessPool),
    .slots = {.create = create_zeroed, .init = pool_init, .release = pool_release},
    .methods = pool_methods,
};

#define INNER_SPEC(text, T, release_)                                                    \
    {                                                                                    \
        .name = text, .module = "concurrent.futures.process", .layout = LAYOUT_OTHER,    \
        .size = sizeof(T), .flags = TYPE_FINAL,                                          \
        .slots = {.create = create_refused, .release = release_},                        \
    }

static const TypeSpec core_spec = INNER_SPEC("_Core", PoolCore, core_release);
static const TypeSpec job_spec = INNER_SPEC("_WorkItem", Job, job_release);
static const TypeSpec call_spec = INNER_SPEC("_CallItem", CallItem, call_release);
static const TypeSpec result_spec = INNER_SPEC("_ResultItem", ResultItem, result_release);

void process_pools_init(Vm *vm, Module *module)
{
    Threads *threads = threads_of(vm);
    threads->process_pool_type =
        module_type(vm, module, &pool_spec, threads->executor_type);
    threads->pool_core_type = type_new(vm, &core_spec, NULL);
    threads->job_type = type_new(vm, &job_spec, NULL);
    threads->call_item_type = type_new(vm, &call_spec, NULL);
    threads->result_item_type = type_new(vm, &result_spec, NULL);
    process_map_init(vm);
}
