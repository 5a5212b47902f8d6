// executors.c -- run_in_executor() and its relatives of CPython's base_events.py, and the
// chaining of futures of two kinds of its futures.py.
//
// A future of concurrent.futures is finished by some other thread; the loop's own future
// gets its state in the loop's thread, by a callback that the other thread hands in.

#include "asyncio/executors.h"

#include "asyncio/tasks.h"
#include "asyncio/timeouts.h"
#include "asyncio/values.h"
#include "threads/executors.h"
#include "vm/iterators.h"

// ---- Calls from other threads ----

// What a thread without a loop did last made the call happen.
Handle *loop_call_soon_threadsafe(Vm *vm, Loop *loop, Value callback, Value arguments,
                                  Value context)
{
    Asyncio *asyncio = asyncio_of(vm);
    uint32_t before = asyncio->cause;
    bool is_other = threads_are_open(vm) && !asyncio->running;
    if (is_other && !before) asyncio->cause = thread_running(vm)->last_event;
    Handle *handle = loop_call_soon(vm, loop, callback, arguments, context);
    asyncio->cause = before;
    if (handle) thread_wake_selecting(vm, loop->thread);
    return handle;
}

static bool call_threadsafe(Vm *vm, Loop *loop, Value callback, Value arguments)
{
    Handle *handle = loop_call_soon_threadsafe(vm, loop, callback, arguments, UNSET);
    object_drop(vm, handle);
    return handle;
}

// ---- Chains ----

// The functions inside CPython's _chain_future() and run_coroutine_threadsafe().
typedef enum ChainKind {
    CHAIN_CHECK_CANCEL, // called with the destination
    CHAIN_CALL_SET,     // called with the source
    CHAIN_SET,          // in the destination's loop
    CHAIN_START,        // in the loop: makes the task of a coroutine
} ChainKind;

static const struct ChainRow {
    const char *name, *file;
    uint32_t line;
} chain_rows[] = {
    [CHAIN_CHECK_CANCEL] = {"_chain_future.<locals>._call_check_cancel", "futures.py",
                            386},
    [CHAIN_CALL_SET] = {"_chain_future.<locals>._call_set_state", "futures.py", 393},
    [CHAIN_SET] = {"_chain_future.<locals>._set_state", "futures.py", 380},
    [CHAIN_START] = {"run_coroutine_threadsafe.<locals>.callback", "tasks.py", 993},
};

typedef struct Chain {
    Object object;
    uint8_t kind;      // ChainKind
    Value source;      // a future; CHAIN_START: the coroutine; CHAIN_CALL_SET: UNSET
    Value destination; // a future of the other kind; CHAIN_CHECK_CANCEL: UNSET
    Loop *loop;        // of the asyncio future; counted
} Chain;

static Value chain_new(Vm *vm, ChainKind kind, Value source, Value destination,
                       Loop *loop)
{
    Chain *chain = object_new(vm, asyncio_of(vm)->chain_type);
    chain->kind = (uint8_t)kind;
    chain->source = value_keep(source);
    chain->destination = value_keep(destination);
    chain->loop = object_keep(loop);
    return value_object(chain);
}

static void chain_release(Vm *vm, Object *self)
{
    Chain *chain = (Chain *)self;
    Loop *loop = chain->loop;
    chain->loop = NULL;
    value_clear(vm, &chain->source);
    value_clear(vm, &chain->destination);
    object_drop(vm, loop);
}

bool chain_callback_place(const Vm *vm, Value callable, const char **file, uint32_t *line)
{
    if (callable.kind != VALUE_OBJECT ||
        callable.object->type != asyncio_of(vm)->chain_type)
        return false;
    const struct ChainRow *row = &chain_rows[((Chain *)callable.object)->kind];
    *file = row->file;
    *line = row->line;
    return true;
}

// What an exception of one library is called in the other. Owned.
static Value convert_exception(Vm *vm, Value exception)
{
    static const ExceptionKind pairs[][2] = {
        {FUTURES_CANCELLED_ERROR, CANCELLED_ERROR},
        {FUTURES_INVALID_STATE_ERROR, INVALID_STATE_ERROR},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (exception.object->type != exception_type(vm, pairs[i][0])) continue;
        const Exception *old = EXCEPTION_OF(exception);
        const Tuple *args = TUPLE(old->args);
        Value new = exception_new_with(vm, exception_type(vm, pairs[i][1]), args->items,
                                       (int)args->count);
        if (old->traceback) EXCEPTION_OF(new)->traceback = object_keep(old->traceback);
        return new;
    }
    return value_keep(exception);
}

// _copy_future_state(): from a future of an executor to one of a loop.
static bool copy_state(Vm *vm, PoolFuture *source, Future *destination)
{
    bool done;
    if (future_is_cancelled(destination)) return true;
    if (future_is_done(destination)) return raise_with(vm, ASSERTION_ERROR, UNSET);
    if (pool_future_is_cancelled(source))
        return future_cancel(vm, destination, UNSET, &done);
    if (value_is_none(source->exception))
        return future_set_result(vm, destination, source->result);
    if (!value_is_exception(source->exception))
        return future_set_exception(vm, destination, source->exception);
    Value exception = convert_exception(vm, source->exception);
    bool ok = future_set_exception(vm, destination, exception);
    value_drop(vm, exception);
    return ok;
}

// _set_concurrent_future_state(): the other way.
static bool copy_state_out(Vm *vm, Future *source, PoolFuture *destination)
{
    bool cancelled, runs;
    if (future_is_cancelled(source) && !pool_future_cancel(vm, destination, &cancelled))
        return false;
    if (!pool_future_begin(vm, destination, &runs)) return false;
    if (!runs) return true;
    Value exception;
    if (!future_exception(vm, source, &exception)) return false;
    bool ok;
    if (value_is_none(exception)) {
        ok = pool_future_set_result(vm, destination, source->result);
    } else {
        Value converted = convert_exception(vm, exception);
        ok = pool_future_set_exception(vm, destination, converted);
        value_drop(vm, converted);
    }
    value_drop(vm, exception);
    return ok;
}

static bool check_cancel(Vm *vm, const Chain *chain, Value destination)
{
    bool ignored;
    if (value_is_future(destination)) {
        return !future_is_cancelled(FUTURE(destination)) ||
               pool_future_cancel(vm, POOL_FUTURE(chain->source), &ignored);
    }
    if (!pool_future_is_cancelled(POOL_FUTURE(destination))) return true;
    Value cancel;
    if (!value_get_attribute(vm, chain->source, str_intern(vm, "cancel"), &cancel))
        return false;
    bool ok = call_threadsafe(vm, chain->loop, cancel, UNSET);
    value_drop(vm, cancel);
    return ok;
}

static bool call_set(Vm *vm, const Chain *chain, Value source)
{
    if (value_is_future(source))
        return copy_state_out(vm, FUTURE(source), POOL_FUTURE(chain->destination));
    if (chain->loop->closed) return true;
    Value set = chain_new(vm, CHAIN_SET, source, chain->destination, chain->loop);
    Value both[] = {chain->destination, source};
    Value arguments = tuple_of(vm, both, 2);
    bool ok = call_threadsafe(vm, chain->loop, set, arguments);
    value_drop(vm, arguments);
    value_drop(vm, set);
    return ok;
}

// What happens to one of the two happens to the other.
static bool chain_futures(Vm *vm, Value source, Value destination, Loop *loop)
{
    Value check = chain_new(vm, CHAIN_CHECK_CANCEL, source, UNSET, loop);
    Value set = chain_new(vm, CHAIN_CALL_SET, UNSET, destination, loop);
    bool ok;
    if (value_is_future(destination)) {
        future_add_callback(vm, FUTURE(destination), CALLBACK_CALL, check.object);
        ok = pool_future_add_callback(vm, POOL_FUTURE(source), set);
    } else {
        ok = pool_future_add_callback(vm, POOL_FUTURE(destination), check);
        if (ok) future_add_callback(vm, FUTURE(source), CALLBACK_CALL, set.object);
    }
    value_drop(vm, check);
    value_drop(vm, set);
    return ok;
}

// run_coroutine_threadsafe(), in the loop.
static bool start_coroutine(Vm *vm, const Chain *chain)
{
    Value task;
    if (ensure_future(vm, chain->source, chain->loop, &task)) {
        bool ok = chain_futures(vm, task, chain->destination, chain->loop);
        value_drop(vm, task);
        if (ok) return true;
    }
    bool runs;
    if (vm->halt || exception_is_raised(vm, SYSTEM_EXIT) ||
        exception_is_raised(vm, KEYBOARD_INTERRUPT))
        return false;
    Value raised = exception_take(vm);
    PoolFuture *future = POOL_FUTURE(chain->destination);
    bool ok = pool_future_begin(vm, future, &runs) &&
              (!runs || pool_future_set_exception(vm, future, raised));
    if (!ok) {
        value_drop(vm, raised);
        return false;
    }
    return exception_restore(vm, raised);
}

static bool chain_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    Chain *chain = object_keep(self.object);
    Value given = arguments->count ? arguments->values[0] : UNSET;
    bool ok = true;
    *result = NONE;
    switch ((ChainKind)chain->kind) {
    case CHAIN_CHECK_CANCEL: ok = check_cancel(vm, chain, given); break;
    case CHAIN_CALL_SET: ok = call_set(vm, chain, given); break;
    case CHAIN_SET:
        ok = copy_state(vm, POOL_FUTURE(chain->source), FUTURE(chain->destination));
        break;
    case CHAIN_START: ok = start_coroutine(vm, chain); break;
    }
    object_drop(vm, chain);
    return ok;
}

static bool chain_name(Vm *vm, Value *args, Value *result)
{
    *result = str_from(vm, chain_rows[((Chain *)args[0].object)->kind].name);
    return true;
}

static bool chain_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<function %s at 0x%llx>",
                         chain_rows[((Chain *)self.object)->kind].name,
                         (unsigned long long)value_id(vm, self));
    return true;
}

static const NativeSpec chain_methods[] = {
    {"__qualname__", "self", chain_name, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec chain_spec = {
    .name = "function",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Chain),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = chain_release,
              .repr = chain_repr,
              .call = chain_call},
    .methods = chain_methods,
};

// ---- Futures of executors ----

// The loop's future for one of an executor; [pool] is that executor, or NULL if unknown.
static bool wrap(Vm *vm, Loop *loop, Value pool_future, const Executor *pool,
                 Value *result)
{
    if (!value_is_pool_future(vm, pool_future)) {
        Text text = {0};
        if (text_add_repr(vm, &text, pool_future))
            raise_error(vm, ASSERTION_ERROR,
                        "concurrent.futures.Future is expected, got %s",
                        text_string(&text));
        text_free(&text);
        return false;
    }
    Future *future =
        pool ? future_new_waiting(vm, loop, WAIT_EXECUTOR, NULL) : future_new(vm, loop);
    if (pool) future->id = pool->record.object;
    *result = value_object(future);
    if (chain_futures(vm, pool_future, *result, loop)) return true;
    if (!vm->halt) object_drop(vm, future);
    return false;
}

static bool function_wrap_future(Vm *vm, Value *args, Value *result)
{
    if (value_is_future(args[0])) {
        *result = value_keep(args[0]);
        return true;
    }
    Loop *loop;
    return loop_argument(vm, args[1], &loop) && wrap(vm, loop, args[0], NULL, result);
}

static bool default_executor(Vm *vm, Loop *loop, Value *executor)
{
    if (loop->executor_shut)
        return raise_error(vm, RUNTIME_ERROR, "Executor shutdown has been called");
    if (value_is_unset(loop->executor)) {
        Value made;
        if (!futures_module_open(vm) || !thread_pool_new(vm, "asyncio", &made))
            return false;
        loop->executor = made;
    }
    *executor = loop->executor;
    return true;
}

static bool submit(Vm *vm, Value executor, Value function, Value arguments,
                   Value keywords, Value *result)
{
    Value submit;
    if (!value_get_attribute(vm, executor, str_intern(vm, "submit"), &submit))
        return false;
    const Tuple *given = TUPLE(arguments);
    Tuple *row = tuple_new(vm, (int)given->count + 1);
    row->items[0] = value_keep(function);
    for (uint32_t i = 0; i < given->count; i++)
        row->items[i + 1] = value_keep(given->items[i]);
    bool ok = call_packed(vm, submit, value_object((Object *)row), keywords, result);
    object_drop(vm, row);
    value_drop(vm, submit);
    return ok;
}

bool loop_run_in_executor(Vm *vm, Loop *loop, Value executor, Value function,
                          Value arguments, Value keywords, Value *future)
{
    if (!loop_check_open(vm, loop) ||
        (value_is_none(executor) && !default_executor(vm, loop, &executor)) ||
        !futures_module_open(vm))
        return false;
    value_keep(executor);
    const Executor *pool =
        value_is_executor(vm, executor) ? (Executor *)executor.object : NULL;
    // One of the program's own making is no object of the record.
    if (pool && vm->trace && !pool->record.object) pool = NULL;
    Value submitted;
    bool ok = submit(vm, executor, function, arguments, keywords, &submitted);
    if (ok) {
        if (value_is_future(submitted))
            *future = value_keep(submitted);
        else
            ok = wrap(vm, loop, submitted, pool, future);
        if (!vm->halt) value_drop(vm, submitted);
    }
    if (!vm->halt) value_drop(vm, executor);
    return ok;
}

bool loop_set_default_executor(Vm *vm, Loop *loop, Value executor)
{
    if (!value_is_thread_pool(vm, executor))
        return raise_error(vm, TYPE_ERROR,
                           "executor must be ThreadPoolExecutor instance");
    value_set(vm, &loop->executor, value_keep(executor));
    return true;
}

// executor.shutdown(wait): what it raises stays.
static bool executor_shutdown(Vm *vm, Value executor, bool wait)
{
    Value nothing, waits = value_bool(wait);
    if (!call_method(vm, executor, "shutdown", &waits, 1, &nothing)) return false;
    value_drop(vm, nothing);
    return true;
}

void loop_leave_executor(Vm *vm, Loop *loop)
{
    loop->executor_shut = true;
    Value executor = loop->executor;
    loop->executor = UNSET;
    if (value_is_unset(executor)) return;
    if (!vm->closing && !vm->halt) {
        Value raised = value_is_unset(vm->raised) ? UNSET : exception_take(vm);
        if (!executor_shutdown(vm, executor, false) && !vm->halt)
            value_drop(vm, exception_take(vm));
        if (!value_is_unset(raised)) exception_restore(vm, raised);
    }
    value_drop(vm, executor);
}

// ---- shutdown_default_executor ----

// What the thread that waits for the executor's workers is given; all counted.
typedef struct Shutdown {
    Loop *loop;
    Future *future;
    Value executor;
} Shutdown;

// _set_result_unless_cancelled(future, None), called in the loop.
static bool function_set_unless_cancelled(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return future_is_cancelled(FUTURE(args[0])) ||
           future_set_result(vm, FUTURE(args[0]), args[1]);
}

static const NativeSpec set_unless_cancelled = {
    "_set_result_unless_cancelled", "fut, result", function_set_unless_cancelled,
    NATIVE_PYTHON};

static bool tell_result(Vm *vm, Loop *loop, Future *future)
{
    Value setter = native_new(vm, &set_unless_cancelled, NULL, "asyncio.futures");
    Value both[] = {value_object(future), NONE};
    Value arguments = tuple_of(vm, both, 2);
    bool ok = call_threadsafe(vm, loop, setter, arguments);
    value_drop(vm, arguments);
    value_drop(vm, setter);
    return ok;
}

static bool tell_exception(Vm *vm, Loop *loop, Future *future)
{
    Value raised = exception_take(vm), setter;
    bool ok = value_get_attribute(vm, value_object(future),
                                  str_intern(vm, "set_exception"), &setter);
    if (ok) {
        Value arguments = tuple_of(vm, &raised, 1);
        ok = call_threadsafe(vm, loop, setter, arguments);
        value_drop(vm, arguments);
        value_drop(vm, setter);
    }
    value_drop(vm, raised);
    return ok;
}

static void shut_down(Vm *vm, void *argument)
{
    Shutdown *shutdown = argument;
    Loop *loop = shutdown->loop;
    bool ok = !vm->halt && executor_shutdown(vm, shutdown->executor, true);
    if (!vm->halt && !loop->closed) {
        if (ok)
            ok = tell_result(vm, loop, shutdown->future);
        else if (!future_is_cancelled(shutdown->future))
            ok = tell_exception(vm, loop, shutdown->future);
    }
    if (!ok && !vm->halt && !value_is_unset(vm->raised))
        thread_report(vm, thread_running(vm)->name);
    object_drop(vm, shutdown->future);
    value_drop(vm, shutdown->executor);
    object_drop(vm, loop);
    heap_free(vm, shutdown, sizeof *shutdown);
}

static ProgramThread *start_shutdown(Vm *vm, Loop *loop, Future *future)
{
    Shutdown *shutdown = heap_new(vm, sizeof *shutdown);
    *shutdown =
        (Shutdown){object_keep(loop), object_keep(future), value_keep(loop->executor)};
    Text name = {0};
    text_addf(&name, "Thread-%u (_do_shutdown)", ++threads_of(vm)->names);
    ProgramThread *thread =
        program_thread_start(vm, &(ThreadPlan){.body = shut_down,
                                               .argument = shutdown,
                                               .name = text_string(&name),
                                               .cost = threads_of(vm)->cost_thread,
                                               .daemon = thread_running(vm)->daemon});
    text_free(&name);
    return thread;
}

// [CLOSING_THREAD] is not counted by the machine: a number of the thread's.
enum { CLOSING_LOOP, CLOSING_DELAY, CLOSING_TIMEOUT, CLOSING_COUNT };

static Stop closing_begin(Vm *vm, NativeCoroutine *self, Value *result)
{
    Loop *loop = LOOP(self->values[CLOSING_LOOP]);
    loop->executor_shut = true;
    if (value_is_unset(loop->executor)) {
        *result = NONE;
        return STOP_RETURNS;
    }
    Future *future = future_new(vm, loop);
    Value timeout;
    bool ok = start_shutdown(vm, loop, future) &&
              timeout_new(vm, self->values[CLOSING_DELAY], &timeout);
    if (ok) {
        value_set(vm, &self->values[CLOSING_TIMEOUT], timeout);
        ok = timeout_enter(vm, (Timeout *)timeout.object);
    }
    self->state = 1;
    Stop stop = ok ? native_await(vm, self, value_object(future), result) : STOP_RAISES;
    if (!vm->halt) object_drop(vm, future);
    return stop;
}

static bool closing_is_late(Vm *vm, NativeCoroutine *self)
{
    if (vm->halt || !exception_is_raised(vm, TIMEOUT_ERROR)) return false;
    value_drop(vm, exception_take(vm));
    Text text = {0};
    text_add(&text, "RuntimeWarning: The executor did not finishing joining its threads "
                    "within ");
    text_add_str(vm, &text, self->values[CLOSING_DELAY]);
    text_add(&text, " seconds.\n");
    if (vm->hooks.write) vm->hooks.write(vm, true, text_string(&text), text.size);
    text_free(&text);
    return executor_shutdown(vm, LOOP(self->values[CLOSING_LOOP])->executor, false);
}

static Stop closing_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                         Value *result)
{
    (void)sent;
    if (self->state == 0 && value_is_unset(thrown))
        return closing_begin(vm, self, result);
    if (self->state == 0) {
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    Timeout *timeout = (Timeout *)self->values[CLOSING_TIMEOUT].object;
    bool ok = timeout_exit(vm, timeout, thrown);
    if (ok && !value_is_unset(thrown)) ok = exception_restore(vm, value_keep(thrown));
    if (!ok && !closing_is_late(vm, self)) return STOP_RAISES;
    *result = NONE;
    return STOP_RETURNS;
}

static const NativeCoroutineSpec closing = {"shutdown_default_executor",
                                            "BaseEventLoop.shutdown_default_executor",
                                            closing_step, CLOSING_COUNT};

Value loop_shutdown_executor(Vm *vm, Loop *loop, Value timeout)
{
    Value values[] = {value_object((Object *)loop), timeout};
    return native_coroutine_new(vm, &closing, values, 2);
}

// ---- The module ----

static bool function_run_coroutine(Vm *vm, Value *args, Value *result)
{
    if (!is_coroutine(vm, args[0]))
        return raise_error(vm, TYPE_ERROR, "A coroutine object is required");
    if (!value_is_instance(vm, args[1], asyncio_of(vm)->loop_type))
        return raise_error(vm, ATTRIBUTE_ERROR,
                           "'%s' object has no attribute 'call_soon_threadsafe'",
                           value_type_name(vm, args[1]));
    if (!futures_module_open(vm)) return false;
    PoolFuture *future = pool_future_new(vm);
    Loop *loop = LOOP(args[1]);
    Value callback =
        chain_new(vm, CHAIN_START, args[0], value_object((Object *)future), loop);
    bool ok = call_threadsafe(vm, loop, callback, UNSET);
    value_drop(vm, callback);
    if (ok)
        *result = value_object(future);
    else
        object_drop(vm, future);
    return ok;
}

static const NativeSpec futures_functions[] = {
    {"wrap_future", "future, *, loop=None", function_wrap_future, NATIVE_PYTHON},
    {0},
};

static const NativeSpec tasks_functions[] = {
    {"run_coroutine_threadsafe", "coro, loop", function_run_coroutine, NATIVE_PYTHON},
    {0},
};

void executors_of_loops_init(Vm *vm, Module *module)
{
    asyncio_of(vm)->chain_type = type_new(vm, &chain_spec, NULL);
    natives_add(vm, module->attributes, futures_functions, "asyncio.futures");
    natives_add(vm, module->attributes, tasks_functions, "asyncio.tasks");
}
