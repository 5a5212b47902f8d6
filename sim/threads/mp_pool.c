// mp_pool.c -- multiprocessing.Pool, as Lib/multiprocessing/pool.py of CPython 3.13 has it.

#include "threads/mp_pool.h"

#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/operators.h"

typedef struct MpPool {
    Object object;
    MpCore *core; // NULL before __init__
} MpPool;

static MpCore *core_of(Value v)
{
    return ((MpPool *)v.object)->core;
}

static void core_release(Vm *vm, Object *self)
{
    MpCore *core = (MpCore *)self;
    value_clear(vm, &core->initializer);
    value_clear(vm, &core->initargs);
    object_drop(vm, core->tasks);
    object_drop(vm, core->results);
    object_drop(vm, core->workers);
    if (core->handler_thread) program_thread_drop(vm, core->handler_thread);
}

static void task_release(Vm *vm, Object *self)
{
    object_drop(vm, ((MpTask *)self)->result);
    message_free(vm, ((MpTask *)self)->call);
}

static void answer_release(Vm *vm, Object *self)
{
    MpAnswer *answer = (MpAnswer *)self;
    object_drop(vm, answer->result);
    message_free(vm, answer->value);
    failure_free(vm, &answer->failure);
}

static void wake_handler(Vm *vm, MpCore *core)
{
    core->awake = true;
    wait_list_wake(vm, &core->handler);
}

void mp_core_completes(Vm *vm, MpCore *core)
{
    if (--core->waiting == 0) wake_handler(vm, core);
}

// ---- Making ----

static bool positive(Vm *vm, Value given, int64_t *share)
{
    *share = 0;
    if (value_is_none(given)) return true;
    if (!value_is_int(given) || given.integer <= 0)
        return raise_error(vm, VALUE_ERROR,
                           "maxtasksperchild must be a positive int or None");
    *share = given.integer;
    return true;
}

static bool worker_count(Vm *vm, Value given, int64_t *count)
{
    *count = threads_of(vm)->core_count;
    if (!value_is_none(given) && !arg_int(vm, given, count)) return false;
    return *count >= 1 ||
           raise_error(vm, VALUE_ERROR, "Number of processes must be at least 1");
}

bool mp_pool_begin(Vm *vm, Value self, const Value *args)
{
    MpPool *pool = (MpPool *)self.object;
    bool in_threads = threads_of(vm)->mp_thread_pool_type && mp_is_thread_pool(vm, self);
    enum { PROCESSES = 1, INITIALIZER, INITARGS, SHARE };
    Threads *threads = threads_of(vm);
    int64_t most, share;
    if (!worker_count(vm, args[PROCESSES], &most) || !positive(vm, args[SHARE], &share))
        return false;
    if (!value_is_none(args[INITIALIZER]) && !value_is_callable(vm, args[INITIALIZER]))
        return raise_error(vm, TYPE_ERROR, "initializer must be a callable");
    if (pool->core) return true;
    if (!in_threads && process_running(vm)->daemon)
        return raise_error(vm, ASSERTION_ERROR,
                           "daemonic processes are not allowed to have children");
    MpCore *core = pool->core = object_new(vm, threads->mp_core_type);
    core->most = most;
    core->share = share;
    core->in_threads = in_threads;
    core->initializer = value_keep(args[INITIALIZER]);
    core->initargs = value_keep(args[INITARGS]);
    core->tasks = list_new(vm);
    core->results = list_new(vm);
    core->workers = list_new(vm);
    pool_record_open(vm, &core->record, in_threads ? "pool.threads" : "pool.processes",
                     most);
    return mp_workers_fill(vm, core) && mp_handler_start(vm, core);
}

static bool pool_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Pool.__init__",
                                    "self, processes=None, initializer=None, initargs=, "
                                    "maxtasksperchild=None, context=None",
                                    NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    bool ok = mp_pool_begin(vm, self, args);
    if (!vm->halt) arguments_unbind(vm, &spec, args);
    return ok;
}

static void pool_release(Vm *vm, Object *self)
{
    MpCore *core = ((MpPool *)self)->core;
    ((MpPool *)self)->core = NULL;
    object_drop(vm, core);
}

// ---- Handing in ----

static bool check_running(Vm *vm, Value self)
{
    return (core_of(self) && core_of(self)->phase == PHASE_RUN) ||
           raise_error(vm, VALUE_ERROR, "Pool not running");
}

// What cannot be pickled is the task's failure.
static bool hand_in(Vm *vm, MpCore *core, MpResult *result, int64_t index, TaskMode mode,
                    const Value *parts)
{
    Value call = tuple_of(vm, parts, 3);
    Message *message = core->in_threads ? message_of(vm, call) : message_pack(vm, call);
    value_drop(vm, call);
    if (!message) {
        if (vm->halt) return false;
        Value error = exception_take(vm);
        bool ok = mp_result_set(vm, result, index, false, error);
        value_drop(vm, error);
        return ok;
    }
    MpTask *task = object_new(vm, threads_of(vm)->mp_task_type);
    task->result = object_keep(result);
    task->index = index;
    task->mode = mode;
    task->call = message;
    bool ok = list_take(vm, core->tasks, value_object(task));
    wait_list_wake(vm, &core->getters);
    return ok;
}

// args: self, func, args, kwds, callback, error_callback.
static bool apply_async(Vm *vm, Value *args, Value *result)
{
    if (!check_running(vm, args[0])) return false;
    MpCore *core = core_of(args[0]);
    Value arguments = UNSET;
    if (!(value_is_unset(args[2]) ? (arguments = tuple_of(vm, NULL, 0), true)
                                  : tuple_from_iterable(vm, args[2], &arguments)))
        return false;
    MpResult *own = mp_result_new(vm, core, RESULT_APPLY);
    own->callback = value_keep(args[4]);
    own->error_callback = value_keep(args[5]);
    job_record_submit(vm, &core->record, &own->record, args[1]);
    Value keywords = value_is_unset(args[3]) ? NONE : args[3];
    Value parts[] = {args[1], arguments, keywords};
    bool ok = hand_in(vm, core, own, 0, TASK_APPLY, parts);
    value_drop(vm, arguments);
    if (ok)
        *result = value_object(own);
    else if (!vm->halt)
        object_drop(vm, own);
    return ok;
}

static bool hand_in_chunks(Vm *vm, MpCore *core, MpResult *result, Value function,
                           const List *items, TaskMode mode, int64_t *count)
{
    *count = 0;
    for (int64_t at = 0; at < items->count; at += result->chunk_size, ++*count) {
        int64_t size = items->count - at;
        if (size > result->chunk_size) size = result->chunk_size;
        Value parts[] = {function, tuple_of(vm, items->items + at, (int)size), NONE};
        bool ok = hand_in(vm, core, result, *count, mode, parts);
        value_drop(vm, parts[1]);
        if (!ok) return false;
    }
    return true;
}

// None: four chunks for each worker.
static bool chunk_size(Vm *vm, const MpCore *core, Value given, uint32_t count,
                       int64_t *size)
{
    int64_t parts = core->workers->count * INT64_C(4);
    if (!value_is_none(given)) {
        if (!arg_int(vm, given, size)) return false;
    } else
        *size = parts ? (count + parts - 1) / parts : 1;
    if (count == 0) *size = 0;
    return true;
}

static Value list_of_nones(Vm *vm, uint32_t count)
{
    List *list = list_new(vm);
    for (uint32_t i = 0; i < count; i++)
        list_append(vm, list, NONE);
    return value_object(list);
}

// args: self, func, iterable, chunksize, callback, error_callback.
static bool map_any(Vm *vm, Value *args, TaskMode mode, Value *result)
{
    if (!check_running(vm, args[0])) return false;
    MpCore *core = core_of(args[0]);
    Value items;
    if (!list_from_iterable(vm, args[2], &items)) return false;
    int64_t size, tasks;
    uint32_t count = LIST(items)->count;
    if (!chunk_size(vm, core, args[3], count, &size)) {
        value_drop(vm, items);
        return false;
    }
    MpResult *own = mp_result_new(vm, core, RESULT_MAP);
    own->value = list_of_nones(vm, count);
    own->callback = value_keep(args[4]);
    own->error_callback = value_keep(args[5]);
    own->chunk_size = size;
    own->left = size > 0 ? (count + size - 1) / size : 0;
    job_record_submit(vm, &core->record, &own->record, args[1]);
    bool ok = true;
    if (size <= 0) {
        own->ready = true;
        mp_core_completes(vm, core);
    } else
        ok = hand_in_chunks(vm, core, own, args[1], LIST(items), mode, &tasks);
    value_drop(vm, items);
    if (ok)
        *result = value_object(own);
    else if (!vm->halt)
        object_drop(vm, own);
    return ok;
}

static bool map_async(Vm *vm, Value *args, Value *result)
{
    return map_any(vm, args, TASK_MAP, result);
}

static bool starmap_async(Vm *vm, Value *args, Value *result)
{
    return map_any(vm, args, TASK_STARMAP, result);
}

// .get() of what was just handed in.
static bool get_now(Vm *vm, Value async, Value *result)
{
    bool ok = mp_result_get(vm, (MpResult *)async.object, SIMTIME_NEVER, result);
    if (vm->halt) return false;
    value_drop(vm, async);
    return ok;
}

static bool pool_apply(Vm *vm, Value *args, Value *result)
{
    Value all[] = {args[0], args[1], args[2], args[3], NONE, NONE}, async;
    return apply_async(vm, all, &async) && get_now(vm, async, result);
}

static bool pool_map(Vm *vm, Value *args, Value *result)
{
    Value all[] = {args[0], args[1], args[2], args[3], NONE, NONE}, async;
    return map_any(vm, all, TASK_MAP, &async) && get_now(vm, async, result);
}

static bool pool_starmap(Vm *vm, Value *args, Value *result)
{
    Value all[] = {args[0], args[1], args[2], args[3], NONE, NONE}, async;
    return map_any(vm, all, TASK_STARMAP, &async) && get_now(vm, async, result);
}

// ---- imap ----

// Takes all items. An Exception that the iterable raises is the last item.
static bool gather_items(Vm *vm, Value iterable, List *items, Value *failure)
{
    Value iterator;
    *failure = UNSET;
    if (!value_iter(vm, iterable, &iterator)) return false;
    for (;;) {
        Value item;
        if (!value_next(vm, iterator, &item)) {
            if (vm->halt || !exception_is_raised(vm, EXCEPTION)) return false;
            *failure = exception_take(vm);
            break;
        }
        if (value_is_unset(item)) break;
        if (!list_take(vm, items, item)) return false;
    }
    value_drop(vm, iterator);
    return true;
}

static bool hand_in_items(Vm *vm, MpCore *core, MpResult *result, Value function,
                          const List *items, int64_t *count)
{
    for (*count = 0; *count < items->count; ++*count) {
        Value parts[] = {function, tuple_of(vm, &items->items[*count], 1), NONE};
        bool ok = hand_in(vm, core, result, *count, TASK_APPLY, parts);
        value_drop(vm, parts[1]);
        if (!ok) return false;
    }
    return true;
}

// args: self, func, iterable, chunksize.
static bool imap_any(Vm *vm, Value *args, ResultKind kind, Value *result)
{
    int64_t size, tasks;
    if (!check_running(vm, args[0]) || !arg_int(vm, args[3], &size)) return false;
    if (size < 1)
        return raise_error(vm, VALUE_ERROR, "Chunksize must be 1+, not %lld",
                           (long long)size);
    MpCore *core = core_of(args[0]);
    List *items = list_new(vm);
    Value failure;
    if (!gather_items(vm, args[2], items, &failure)) {
        if (!vm->halt) object_drop(vm, items);
        return false;
    }
    MpResult *own = mp_result_new(vm, core, kind);
    own->chunk_size = size;
    own->is_flat = size > 1;
    job_record_submit(vm, &core->record, &own->record, args[1]);
    bool ok = size > 1 ? hand_in_chunks(vm, core, own, args[1], items, TASK_MAP, &tasks)
                       : hand_in_items(vm, core, own, args[1], items, &tasks);
    if (ok && !value_is_unset(failure))
        ok = mp_result_set(vm, own, tasks++, false, failure);
    if (ok) mp_result_set_length(vm, own, tasks);
    value_drop(vm, failure);
    object_drop(vm, items);
    if (ok)
        *result = value_object(own);
    else if (!vm->halt)
        object_drop(vm, own);
    return ok;
}

static bool pool_imap(Vm *vm, Value *args, Value *result)
{
    return imap_any(vm, args, RESULT_IN_ORDER, result);
}

static bool pool_imap_unordered(Vm *vm, Value *args, Value *result)
{
    return imap_any(vm, args, RESULT_UNORDERED, result);
}

// ---- The end ----

static bool pool_close(Vm *vm, Value *args, Value *result)
{
    MpCore *core = core_of(args[0]);
    *result = NONE;
    if (!core || core->phase != PHASE_RUN) return true;
    core->phase = PHASE_CLOSE;
    wake_handler(vm, core);
    return true;
}

static bool pool_terminate(Vm *vm, Value *args, Value *result)
{
    MpCore *core = core_of(args[0]);
    *result = NONE;
    if (!core) return true;
    core->phase = PHASE_TERMINATE;
    mp_workers_kill(vm, core);
    wake_handler(vm, core);
    return mp_workers_join(vm, core);
}

static bool pool_join(Vm *vm, Value *args, Value *result)
{
    MpCore *core = core_of(args[0]);
    if (!core || core->phase == PHASE_RUN)
        return raise_error(vm, VALUE_ERROR, "Pool is still running");
    *result = NONE;
    return mp_workers_join(vm, core);
}

static bool pool_enter(Vm *vm, Value *args, Value *result)
{
    if (!check_running(vm, args[0])) return false;
    *result = value_keep(args[0]);
    return true;
}

static bool pool_repr(Vm *vm, Value self, Value *result)
{
    static const char *const phases[] = {"RUN", "CLOSE", "TERMINATE"};
    const MpCore *core = core_of(self);
    *result = str_format(vm, "<multiprocessing.pool.%s state=%s pool_size=%lld>",
                         core && core->in_threads ? "ThreadPool" : "Pool",
                         core ? phases[core->phase] : "INIT",
                         core ? (long long)core->workers->count : 0);
    return true;
}

static const NativeSpec pool_methods[] = {
    {"apply", "self, func, args=, kwds=", pool_apply, NATIVE_PYTHON},
    {"apply_async", "self, func, args=, kwds=, callback=None, error_callback=None",
     apply_async, NATIVE_PYTHON},
    {"map", "self, func, iterable, chunksize=None", pool_map, NATIVE_PYTHON},
    {"map_async",
     "self, func, iterable, chunksize=None, callback=None, error_callback=None",
     map_async, NATIVE_PYTHON},
    {"starmap", "self, func, iterable, chunksize=None", pool_starmap, NATIVE_PYTHON},
    {"starmap_async",
     "self, func, iterable, chunksize=None, callback=None, error_callback=None",
     starmap_async, NATIVE_PYTHON},
    {"imap", "self, func, iterable, chunksize=1", pool_imap, NATIVE_PYTHON},
    {"imap_unordered", "self, func, iterable, chunksize=1", pool_imap_unordered,
     NATIVE_PYTHON},
    {"close", "self", pool_close, NATIVE_PYTHON},
    {"terminate", "self", pool_terminate, NATIVE_PYTHON},
    {"join", "self", pool_join, NATIVE_PYTHON},
    {"__enter__", "self", pool_enter, NATIVE_PYTHON},
    {"__exit__", "self, exc_type, exc_val, exc_tb", pool_terminate, NATIVE_PYTHON},
    {0},
};

static const TypeSpec pool_spec = {
    .name = "Pool",
    .module = "multiprocessing.pool",
    .layout = LAYOUT_OTHER,
    .size = sizeof(MpPool),
    .slots = {.create = create_zeroed,
              .init = pool_init,
              .release = pool_release,
              .repr = pool_repr},
    .methods = pool_methods,
};

#define INNER_SPEC(text, T, release_)                                                    \
    {                                                                                    \
        .name = text, .module = "multiprocessing.pool", .layout = LAYOUT_OTHER,          \
        .size = sizeof(T), .flags = TYPE_FINAL,                                          \
        .slots = {.create = create_refused, .release = release_},                        \
    }

static const TypeSpec core_spec = INNER_SPEC("_Core", MpCore, core_release);
static const TypeSpec task_spec = INNER_SPEC("_Task", MpTask, task_release);
static const TypeSpec answer_spec = INNER_SPEC("_Answer", MpAnswer, answer_release);

void mp_pool_init(Vm *vm, Module *module)
{
    Threads *threads = threads_of(vm);
    module_type(vm, module, &pool_spec, NULL);
    threads->mp_core_type = type_new(vm, &core_spec, NULL);
    threads->mp_task_type = type_new(vm, &task_spec, NULL);
    threads->mp_answer_type = type_new(vm, &answer_spec, NULL);
    mp_results_init(vm);
}
